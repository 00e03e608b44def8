"""The commonest colour of a grid, of several the lowest."""


def commonest(grid):
    cells = [cell for row in grid for cell in row]
    return max(sorted(set(cells)), key=cells.count)
