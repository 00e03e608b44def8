"""`python -m oeis_qa`: the command line, as `accelerate launch -m oeis_qa` needs it."""

from oeis_qa.cli import main

if __name__ == "__main__":
    main()
