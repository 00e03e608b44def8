"""The card of a built folder."""

from typing import Any

from oeis_qa.publishing.spec import Spec


def card(spec: Spec, manifest: dict[str, Any]) -> str:
    lines = ["---", "configs:"]
    for part in spec.parts:
        lines += [f"- config_name: {part.name}", "  data_files:"]
        for split in part.sizes:
            lines += [f"  - split: {split}", f"    path: {part.name}/{split}-*.parquet"]
    return "\n".join([*lines, "---", "", "# card", ""])
