// Keeps what is entered in this tab until it is sent: a reload or a lost connection costs nothing.
// Without it everything works; nothing of it ever leaves the browser but by the form itself.
const form = document.querySelector("form[data-draft]");
const place = "draft " + location.pathname;
const fields = (name) => [...form.elements].filter((field) => field.name === name);

function put([name, value]) {
  const there = fields(name);
  if (name === ":receipt") there[0].value = value;
  else if (name.startsWith(":")) return;
  else if (!there.length) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  else for (const field of there) field.type === "radio" ? (field.checked = field.value === value) : (field.value = value);
}

try {
  if (form) {
    const keep = () => sessionStorage.setItem(place, JSON.stringify([...new FormData(form)]));
    if (form.dataset.draft === "fresh") JSON.parse(sessionStorage.getItem(place) ?? "[]").forEach(put);
    for (const event of ["input", "change", "submit"]) form.addEventListener(event, keep);
    keep();
  } else sessionStorage.removeItem(place);
} catch {
  // Storage is switched off: then there is no draft.
}
