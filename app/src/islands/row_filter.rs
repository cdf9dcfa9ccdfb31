//! Narrows a table down while one types, digits and letters of both alphabets alike. The search of the page itself asks
//! the server; this one helps in long tables that are there as a whole.

use ayeneh_domain::bilingual::Locale;
use leptos::prelude::*;

/// A field that leaves only the rows with what is typed.
#[island]
pub fn RowFilter(
    /// The id of the table.
    table: String,
    /// The language of the page.
    locale: Locale,
) -> impl IntoView {
    let field = format!("{table}-filter");
    #[cfg(feature = "hydrate")]
    {
        let id = field.clone();
        let table = table.clone();
        Effect::new(move || {
            let table = table.clone();
            on_input(&id, move |typed| show_rows(&table, &typed));
        });
    }
    // Without a script the field could do nothing, so the style sheet shows it only where scripts run.
    view! {
        <p class="field row-filter">
            <label for=field.clone()>{ayeneh_text::islands::row_filter(locale)}</label>
            <input id=field type="search" autocomplete="off" aria-controls=table/>
        </p>
    }
}

/// Calls back with what stands in a field, now and whenever it changes.
#[cfg(feature = "hydrate")]
pub(super) fn on_input(field: &str, heard: impl Fn(String) + 'static) {
    use wasm_bindgen::{JsCast, closure::Closure};
    let element = document().get_element_by_id(field);
    let Some(input) = element.and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
    heard(input.value());
    let target = input.clone();
    let listener = Closure::<dyn FnMut()>::new(move || heard(input.value()));
    // The field lives as long as the page, and so does what listens to it.
    if target.add_event_listener_with_callback("input", listener.as_ref().unchecked_ref()).is_ok() {
        listener.forget();
    }
}

#[cfg(feature = "hydrate")]
fn show_rows(table: &str, typed: &str) {
    use ayeneh_domain::digits::fold;
    let wanted = fold(typed.trim()).to_lowercase();
    let Ok(rows) = document().query_selector_all(&format!("#{table} tbody tr")) else { return };
    for row in (0..rows.length()).filter_map(|place| rows.item(place)) {
        let text = fold(&row.text_content().unwrap_or_default()).to_lowercase();
        let element: Option<web_sys::Element> = wasm_bindgen::JsCast::dyn_into(row).ok();
        if let Some(element) = element {
            let changed = if text.contains(&wanted) {
                element.remove_attribute("hidden")
            } else {
                element.set_attribute("hidden", "")
            };
            if changed.is_err() {
                return;
            }
        }
    }
}
