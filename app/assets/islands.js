// Starts what moves on a page. A page without islands loads nothing more than this file.
const islands = document.querySelector("leptos-island");

if (islands) {
  // The version behind our own address goes on: browsers keep what has one until it changes.
  const { search } = new URL(import.meta.url);
  const client = await import(`./client.js${search}`);
  await client.default({ module_or_path: new URL(`client_bg.wasm${search}`, import.meta.url) });
  client.hydrate();
  await start(document.body, client, []);
}

// Islands start from the outside in: what stands inside another's slot may use what that one provides, so each slot's
// own call comes before the islands in it.
async function start(element, client, slots) {
  if (element.localName === "leptos-island") {
    slots.at(-1)?.();
    await client[element.dataset.component]?.(element);
  }
  const inside = element.localName === "leptos-children" ? [...slots, element.$$on_hydrate] : slots;
  for (const child of [...element.children]) await start(child, client, inside);
}
