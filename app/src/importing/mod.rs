//! What the pages of every import share: the form, the problems found, the preview and its confirmation.

mod preview;
mod problems;

use ayeneh_core::{Error, import::ImportFile};
use ayeneh_domain::bilingual::Locale;
use ayeneh_text::importing as words;
use leptos::prelude::*;

use crate::{
    routing::{Request, Response},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::{Common, FileField},
        icon::Icon,
        panel::{Columns, Panel, Row},
    },
};
pub use preview::{Preview, PreviewPage};
pub use problems::ProblemTable;

/// The files of a form, without fields that were left empty.
pub fn files(request: &Request) -> Vec<ImportFile> {
    let sent = request.files.iter().filter(|file| !(file.name.is_empty() && file.bytes.is_empty()));
    sent.map(|file| ImportFile { name: file.name.clone(), bytes: file.bytes.clone() }).collect()
}

/// An example file to download. The last part of the path names its language.
pub fn example(
    request: &Request,
    name: &str,
    write: impl FnOnce(Locale) -> Result<Vec<u8>, Error>,
) -> Result<Response, Error> {
    let locale = Locale::from_tag(request.part("locale")).unwrap_or(request.locale);
    Ok(Response::Download {
        name: format!("{name}-{}.csv", locale.tag()),
        media_type: "text/csv; charset=utf-8",
        bytes: write(locale)?,
    })
}

/// Example files in both languages.
#[component]
pub fn Examples(
    /// Where the import is; the examples are below it.
    path: &'static str,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    view! {
        <p class="acts">
            <ButtonLink href=format!("{path}/example/fa") label=words::example_fa(locale) icon=Icon::Download/>
            <ButtonLink href=format!("{path}/example/en") label=words::example_en(locale) icon=Icon::Download/>
        </p>
    }
}

/// The form that takes the files; beside it which columns there are, and examples.
#[component]
pub fn UploadForm(
    /// Where the form goes; its examples are below it.
    path: &'static str,
    /// The label of the main file.
    main: String,
    /// The label of the second one.
    second: String,
    /// Which columns there are.
    hint: String,
    /// What is wrong with the file as a whole.
    error: Option<String>,
    /// Its language.
    locale: Locale,
) -> impl IntoView {
    let common = |name: &str, label: String| Common { name: name.into(), label, ..Common::default() };
    let focus = error.is_some();
    let main = Common { error, focus, ..common("file", main) };
    let second = Common { optional: true, ..common("second", second) };
    view! {
        <Row columns=Columns::WideFirst>
            <form class="panel form" method="post" action=path enctype="multipart/form-data">
                <FileField common=main accept=".csv,.xlsx,.txt" locale/>
                <FileField common=second accept=".csv,.xlsx,.txt" locale/>
                <p><Button label=words::send(locale) weight=Weight::Main/></p>
            </form>
            <Panel title=words::examples(locale) id="examples">
                <p class="small soft">{hint}</p>
                <Examples path locale/>
            </Panel>
        </Row>
    }
}
