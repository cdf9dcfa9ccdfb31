// Puts a list in order by dragging or by buttons. All it does is write the numbers that the form sends anyway.
const list = document.querySelector("[data-ranks]");
const rows = () => [...list.children];
const field = (row) => row.querySelector("input");
const ascii = (text) => text.trim().replace(/[۰-۹٠-٩]/g, (digit) => digit.charCodeAt(0) & 15);
const placed = (row) => Number(ascii(field(row).value)) || Infinity;
const written = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });

// Typed numbers come first, in their order; whatever has none stays behind them as it stood.
const settle = () => rows().map((row, at) => [placed(row), at, row]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).forEach(([, , row]) => list.append(row));
const complete = () => rows().map(placed).sort((a, b) => a - b).every((place, at) => place === at + 1);

function number(moved) {
  rows().forEach((row, at) => (field(row).value = written.format(at + 1)));
  field(moved).dispatchEvent(new Event("change", { bubbles: true }));
  const name = moved.querySelector("label").textContent;
  document.querySelector("[data-ranks-said]").textContent = list.dataset.moved.replace("{name}", name).replace("{place}", field(moved).value);
}

function step(button) {
  settle();
  const row = button.closest("li");
  const other = button.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (other) button.dataset.move === "up" ? other.before(row) : other.after(row);
  number(row);
  button.focus();
}

function drag(event) {
  const row = event.target.closest("[data-grip]")?.closest("li");
  if (!row) return;
  event.preventDefault();
  settle();
  row.classList.add("dragged");
  const follow = ({ clientY }) => {
    const over = rows().find((other) => other !== row && clientY < other.getBoundingClientRect().bottom && clientY > other.getBoundingClientRect().top);
    if (over) over.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING ? over.before(row) : over.after(row);
  };
  const drop = () => {
    removeEventListener("pointermove", follow);
    row.classList.remove("dragged");
    number(row);
  };
  addEventListener("pointermove", follow);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, drop, { once: true });
}

if (list) {
  const how = document.querySelector("[data-ranks-how]");
  how.textContent = how.dataset.ranksHow;
  for (const hidden of list.querySelectorAll("[hidden]")) hidden.hidden = false;
  list.classList.add("movable");
  list.addEventListener("click", ({ target }) => target.closest("[data-move]") && step(target.closest("[data-move]")));
  list.addEventListener("pointerdown", drag);
  list.addEventListener("change", () => complete() && settle());
  if (complete()) settle();
}
