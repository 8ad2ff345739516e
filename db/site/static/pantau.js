// The legend above an article switches marks on and off by kind. Without this script all marks show.
document.querySelectorAll("[data-legend]").forEach((legend) => {
  const boxes = [...legend.querySelectorAll("input[data-kind]")];
  const show = () => {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.kind));
    document.querySelectorAll("#naskah .seg").forEach((seg) => {
      const kinds = seg.dataset.kinds.split(" ").filter((kind) => !off.has(kind));
      seg.dataset.colour = kinds[0] || "";
      seg.dataset.line = kinds[1] || "";
    });
    document.querySelectorAll("#naskah .ref, .fact-list > li").forEach((part) => {
      part.hidden = off.has(part.dataset.kinds);
    });
  };
  boxes.forEach((box) => { box.hidden = false; box.addEventListener("change", show); });
});

// On a phone the lists of quick filters start closed, so that the rows come first; one in use stays open.
if (matchMedia("(max-width: 46rem)").matches) {
  document.querySelectorAll("details.facet:not(.in-use)").forEach((facet) => { facet.open = false; });
}

// All the words of the evidence in the address stand out, also where marks of other facts cut them in pieces.
const showEvidence = () => {
  const id = (/^#bukti-(\d+)$/.exec(location.hash) || [])[1];
  document.querySelectorAll("#naskah .seg").forEach((seg) => {
    seg.classList.toggle("hit", Boolean(id) && seg.dataset.bukti.split(" ").includes(id));
  });
};
addEventListener("hashchange", showEvidence);
showEvidence();
