//! For looking at pages while drawing them: tests hand their HTML here, and where `AYENEH_LOOK` names a folder it is
//! written there as a page with the sheet of this tree.

use ayeneh_domain::bilingual::Locale;
use leptos::prelude::*;

use super::icon::Sprite;

/// The HTML of a view; kept as `<name>.<language>.html` if somebody wants to look.
pub fn html<V: IntoView + 'static>(name: &str, locale: Locale, view: impl FnOnce() -> V) -> String {
    let html = Owner::new().with(|| {
        let inside = view().into_any();
        view! { <Sprite/><main class="main one-page" id="main">{inside}</main> }.to_html()
    });
    if let Ok(folder) = std::env::var("AYENEH_LOOK") {
        for (theme, attribute) in [("", ""), (".dark", " data-theme=\"dark\"")] {
            let page = format!(
                "<!doctype html><html lang=\"{}\" dir=\"{}\"{attribute}><head><meta charset=\"utf-8\">\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
                 <link rel=\"stylesheet\" href=\"{}/../style/main.css\"></head><body>{html}</body></html>",
                locale.tag(),
                locale.direction(),
                env!("CARGO_MANIFEST_DIR"),
            );
            let path = format!("{folder}/{name}.{}{theme}.html", locale.tag());
            std::fs::write(path, page).expect("the folder to look in is writable");
        }
    }
    assert!(!html.contains("NaN") && !html.contains(" style="), "{name}: no figure that is none, no inline style");
    html
}
