//! The icons and marks, defined once a page in a sprite and used by name.
//! Drawn by hand on a 20 or 16 grid; no icon font, no outside file.

use leptos::prelude::*;

/// An icon of the interface. Icons that point along the line of reading turn around in Persian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The start page.
    Home,
    /// A list of things to answer or to read.
    List,
    /// The two sides.
    Mirror,
    /// The scorecard.
    Card,
    /// A line that rises: linkage, trend.
    Rise,
    /// Rows to be acted on.
    Act,
    /// Done, in order.
    Check,
    /// A round in which others look at one.
    Round,
    /// Persons.
    People,
    /// Settings.
    Settings,
    /// A table.
    Table,
    /// Paper.
    Print,
    /// A file to keep.
    Download,
    /// More about it.
    Info,
    /// Something is wrong.
    Warn,
    /// Time.
    Clock,
    /// A letter.
    Mail,
    /// Kept shut.
    Lock,
    /// Onwards, in reading direction.
    Go,
    /// Back, against reading direction.
    Back,
    /// Not begun.
    Open,
    /// Half done.
    Half,
    /// Look for.
    Search,
    /// The languages.
    Language,
    /// The light theme.
    Sun,
    /// The dark theme.
    Moon,
    /// Sign out.
    Leave,
    /// A building: customers, accounts.
    Building,
    /// One person: who is signed in.
    Person,
}

impl Icon {
    /// All icons, for the sprite.
    const ALL: [Self; 29] = [
        Self::Home,
        Self::List,
        Self::Mirror,
        Self::Card,
        Self::Rise,
        Self::Act,
        Self::Check,
        Self::Round,
        Self::People,
        Self::Settings,
        Self::Table,
        Self::Print,
        Self::Download,
        Self::Info,
        Self::Warn,
        Self::Clock,
        Self::Mail,
        Self::Lock,
        Self::Go,
        Self::Back,
        Self::Open,
        Self::Half,
        Self::Search,
        Self::Language,
        Self::Sun,
        Self::Moon,
        Self::Leave,
        Self::Building,
        Self::Person,
    ];

    /// The name in the sprite, and the shape on a 20 × 20 grid.
    const fn drawn(self) -> (&'static str, &'static str) {
        match self {
            Self::Home => ("i-home", r#"<path d="M3 9.5 10 3l7 6.5V17h-4.5v-4.5h-5V17H3Z"/>"#),
            Self::List => ("i-list", r#"<path d="M4 3h12v14H4ZM7 7h6M7 10h6M7 13h4"/>"#),
            Self::Mirror => (
                "i-mirror",
                r#"<path d="M2 10h16"/><circle cx="7" cy="5.5" r="2.6"/><path d="m13 11.5 3 3-3 3-3-3Z"/>"#,
            ),
            Self::Card => ("i-card", r#"<path d="M3 3h6v6H3Zm8 0h6v6h-6ZM3 11h6v6H3Zm8 0h6v6h-6Z"/>"#),
            Self::Rise => ("i-rise", r#"<path d="M3 16V3M3 16h14M6 13l4-3 2 1 5-6"/>"#),
            Self::Act => ("i-act", r#"<path d="M4 5h.01M4 10h.01M4 15h.01M8 5h9M8 10h9M8 15h6"/>"#),
            Self::Check => ("i-check", r#"<path d="m4 10.5 4 4 8-9"/>"#),
            Self::Round => {
                ("i-round", r#"<circle cx="10" cy="10" r="2.4"/><path d="M16.5 7A7 7 0 1 0 17 10M17.5 3v4h-4"/>"#)
            }
            Self::People => (
                "i-people",
                r#"<circle cx="7.5" cy="7" r="2.8"/><path d="M2 16.5c.5-3.4 2.7-5 5.5-5s5 1.6 5.5 5M13 4.6a2.6 2.6 0 0 1 0 4.9M15 12c1.7.7 2.7 2.2 3 4.5"/>"#,
            ),
            Self::Settings => (
                "i-settings",
                r#"<circle cx="10" cy="10" r="2.5"/><path d="M10 2v3M10 15v3M2 10h3M15 10h3M4.4 4.4l2.1 2.1M13.5 13.5l2.1 2.1M4.4 15.6l2.1-2.1M13.5 6.5l2.1-2.1"/>"#,
            ),
            Self::Table => ("i-table", r#"<path d="M3 4h14v12H3ZM3 8h14M3 12h14M8 8v8"/>"#),
            Self::Print => ("i-print", r#"<path d="M6 7V3h8v4M6 14H3V7h14v7h-3M6 12h8v5H6Z"/>"#),
            Self::Download => ("i-download", r#"<path d="M10 3v10m-4-4 4 4 4-4M3 17h14"/>"#),
            Self::Info => ("i-info", r#"<circle cx="10" cy="10" r="7.5"/><path d="M10 9v5M10 6.2v.1"/>"#),
            Self::Warn => ("i-warn", r#"<path d="M10 2.5 18 17H2ZM10 8v4M10 14.3v.1"/>"#),
            Self::Clock => ("i-clock", r#"<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>"#),
            Self::Mail => ("i-mail", r#"<path d="M2.5 4.5h15v11h-15Zm0 1 7.5 6 7.5-6"/>"#),
            Self::Lock => ("i-lock", r#"<path d="M4.5 9h11v8h-11ZM7 9V6a3 3 0 0 1 6 0v3"/>"#),
            Self::Go => ("i-go", r#"<path d="m8 4 6 6-6 6"/>"#),
            Self::Back => ("i-back", r#"<path d="m12 4-6 6 6 6"/>"#),
            Self::Open => ("i-open", r#"<circle cx="10" cy="10" r="7"/>"#),
            Self::Half => (
                "i-half",
                r#"<circle cx="10" cy="10" r="7"/><path d="M10 3a7 7 0 0 0 0 14Z" fill="currentColor" stroke="none"/>"#,
            ),
            Self::Search => ("i-search", r#"<circle cx="8.5" cy="8.5" r="5.5"/><path d="m13 13 4.5 4.5"/>"#),
            Self::Language => (
                "i-language",
                r#"<circle cx="10" cy="10" r="7.5"/><path d="M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15"/>"#,
            ),
            Self::Sun => (
                "i-sun",
                r#"<circle cx="10" cy="10" r="3.4"/><path d="M10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M4.3 15.7l1.2-1.2M14.5 5.5l1.2-1.2"/>"#,
            ),
            Self::Moon => ("i-moon", r#"<path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7Z"/>"#),
            Self::Leave => ("i-leave", r#"<path d="M8 3H3v14h5M12 6l4 4-4 4M7 10h9"/>"#),
            Self::Building => ("i-building", r#"<path d="M4 17V3h8v14M12 8h4v9M2.5 17h15M7 6.5h2M7 10h2M7 13.5h2"/>"#),
            Self::Person => (
                "i-person",
                r#"<circle cx="10" cy="6.5" r="3.3"/><path d="M3.5 17c.6-3.9 3.2-5.6 6.5-5.6s5.9 1.7 6.5 5.6"/>"#,
            ),
        }
    }

    /// Whether the icon points along the line of reading and turns around in Persian.
    const fn turns(self) -> bool {
        matches!(self, Self::List | Self::Rise | Self::Act | Self::Go | Self::Back | Self::Leave)
    }

    /// The icon as markup, for places that are built as text.
    pub fn markup(self) -> String {
        let turns = if self.turns() { " turns" } else { "" };
        let name = self.drawn().0;
        format!(r##"<svg class="icon{turns}" aria-hidden="true"><use href="#{name}"/></svg>"##)
    }
}

/// An icon beside a word; never alone, so it is hidden from readers.
#[component]
pub fn Glyph(
    /// Which.
    icon: Icon,
) -> impl IntoView {
    let class = if icon.turns() { "icon turns" } else { "icon" };
    view! { <svg class=class aria-hidden="true" inner_html=format!(r##"<use href="#{}"/>"##, icon.drawn().0)></svg> }
}

/// The logo: the circle above, the diamond below.
pub const LOGO: &str = r##"<use href="#logo"/>"##;

/// What charts are drawn with: the two gradients and the marks of three sizes. Also part of a chart that stands alone.
pub const MARKS: &str = concat!(
    r#"<linearGradient id="g-ec"><stop offset="0" class="stop-e"/><stop offset="1" class="stop-c"/></linearGradient>"#,
    r#"<linearGradient id="g-ce"><stop offset="0" class="stop-c"/><stop offset="1" class="stop-e"/></linearGradient>"#,
    r#"<circle id="m-e" r="6.5"/><path id="m-c" d="M0-8 8 0 0 8-8 0Z"/>"#,
    r#"<circle id="m-e-s" r="4.5"/><path id="m-c-s" d="M0-5.8 5.8 0 0 5.8-5.8 0Z"/>"#,
    r#"<circle id="m-e-l" r="11"/><path id="m-c-l" d="M0-13.5 13.5 0 0 13.5-13.5 0Z"/>"#,
);

/// The logo, and the marks of keys and states on a 16 × 16 grid.
const SYMBOLS: &str = concat!(
    r#"<symbol id="k-e" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/></symbol>"#,
    r#"<symbol id="k-c" viewBox="0 0 16 16"><path d="M8 0 16 8 8 16 0 8Z"/></symbol>"#,
    r#"<symbol id="k-o" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2.2"/></symbol>"#,
    r#"<symbol id="i-ok" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm3.6 5.3 1.2 1.1-5.4 6-3.3-3.1 1.1-1.2 2.1 2Z"/></symbol>"#,
    r#"<symbol id="i-near" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm0 2v12A6 6 0 0 1 8 2Z"/></symbol>"#,
    r#"<symbol id="i-low" viewBox="0 0 16 16"><path d="M8 15 0 2h16Z"/></symbol>"#,
);

const LOGO_SYMBOL: &str = r#"<symbol id="logo" viewBox="0 0 32 32"><path d="M2 15h28v2H2Z" fill="currentColor"/><circle cx="11" cy="8.2" r="5.6" fill="currentColor"/><path d="M21 18l5.8 5.8L21 29.6l-5.8-5.8Z" fill="none" stroke="currentColor" stroke-width="2"/></symbol>"#;

fn symbol(icon: Icon) -> String {
    let (name, shape) = icon.drawn();
    format!(r#"<symbol id="{name}" viewBox="0 0 20 20">{shape}</symbol>"#)
}

fn sprite(inside: String) -> impl IntoView {
    view! { <svg class="sprite" aria-hidden="true" focusable="false" inner_html=format!("<defs>{inside}</defs>")></svg> }
}

/// Everything that pages refer to by name; once a page, before the first use.
#[component]
pub fn Sprite() -> impl IntoView {
    let icons: String = Icon::ALL.into_iter().map(symbol).collect();
    sprite(format!("{MARKS}{SYMBOLS}{LOGO_SYMBOL}{icons}"))
}

/// The few shapes of the respondent's pages, which must stay small.
#[component]
pub fn AnsweringSprite() -> impl IntoView {
    let icons: String = [Icon::Lock, Icon::Go, Icon::Warn, Icon::Info].into_iter().map(symbol).collect();
    sprite(format!("{LOGO_SYMBOL}{icons}"))
}
