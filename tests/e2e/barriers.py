"""What axe, the headings and the sizes of targets say of a page as it stands."""

from typing import Literal

from playwright.sync_api import Page

from tests.factories.kept_process import ROOT

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: rules });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}"""
SETTLED = """async () => {
  const animations = document.getAnimations();
  await Promise.allSettled(animations.map((animation) => animation.finished));
}"""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
MIN_TARGET_PX = 24
SMALL_TARGETS = """(least) => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((target) => target.checkVisibility() && !target.matches("p a"))
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < least)
  .map(([target, { width, height }]) => `${target.outerHTML} ${width}x${height}`)"""
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility())
  .map((heading) => Number(heading.tagName[1]))"""


def problems(page: Page) -> list[str]:
    """What axe and the headings say of the page as it stands, in both colour schemes."""
    found: list[str] = []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        found += [f"{scheme}: {violation}" for violation in page.evaluate(RUN_AXE)]
    levels = page.evaluate(LEVELS)
    if any(below > above + 1 for above, below in zip([0, *levels], levels, strict=False)):
        found.append(f"headings: {levels}")
    return found
