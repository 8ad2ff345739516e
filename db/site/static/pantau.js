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
