"""organizations.csv: which kind of site an organisation trains at, a judgement that its `basis` explains."""

import re

from training_runs import UNRECORDED

CLOUDS = (
    "Google|DeepMind|Microsoft|Amazon|Facebook|Meta AI|Alibaba|ByteDance|Tencent|WeChat|Baidu|Oracle|Huawei|IBM|Apple"
)
FRONTIER = "OpenAI|Anthropic|xAI|DeepSeek|Mistral AI|Inflection|Moonshot|Zhipu|Z.ai|MiniMax|StepFun|Cohere|AI21|01.AI"
ACADEMIA = (
    r"universi|institute of (science and |physics and )?tech|\bUC |polytech|college|école|ecole|academy|\bETH\b|INRIA|IDSIA|Technion"
    r"|Max Planck|CentraleSupelec|Mila -|KAIST|research centre|\(ISTA\)|\(AIST\)|Toyota Technological"
)
# A joint laboratory or a corporate "university" is not a campus.
NOT_ACADEMIA = r"MIT-IBM|Meituan"
WEIGHTS = {"hyperscale": 0.9, "academia": 0.2, "unknown": 0.5}


def build(runs: list[dict[str, object]]) -> list[dict[str, object]]:
    names = sorted({run["organization"] for run in runs})
    return [convert(name) for name in names]


def convert(name: str) -> dict[str, object]:
    first = first_of(name)
    site, basis = classify(first)
    return {
        "organization": name,
        "first_organization": first,
        "site_type": site,
        "hyperscale_weight": WEIGHTS[site],
        "basis": basis,
        "flags": "joint_publication" if "," in name else "",
        "source": "this project (judgement)",
    }


def first_of(name: str) -> str:
    """Names are separated by commas; one that holds a comma itself stands in quotes."""
    return re.match(r'"([^"]*)"|([^,]*)', name).group(0).strip('" ')


def classify(first: str) -> tuple[str, str]:
    if first == UNRECORDED:
        return "unknown", "no organisation recorded"
    if re.search(NOT_ACADEMIA, first):
        return "unknown", "no evidence"
    if re.search(ACADEMIA, first, re.IGNORECASE):
        return "academia", "first organisation is a university or research institute by its name"
    if re.match(rf"(?:{CLOUDS})", first):
        return "hyperscale", "first organisation operates a cloud or comparable data centres"
    if re.match(rf"(?:{FRONTIER})", first):
        return "hyperscale", "first organisation is a frontier developer, which rents from a cloud"
    return "unknown", "no evidence"
