//! Language, and light or dark: kept per person, and in a cookie for those who are not signed in.

use ayeneh_core::{Error, people};
use ayeneh_domain::bilingual::Locale;

use crate::routing::{Request, Response, SessionChange};

/// Changes the language and returns to where it was asked.
pub async fn language(request: Request) -> Result<Response, Error> {
    let locale = Locale::from_tag(request.form.get("locale")).unwrap_or(request.locale);
    if let Some(ctx) = &request.signed_in {
        people::choose_locale(ctx, locale).await?;
    }
    let to = here_only(request.form.get("next"));
    Ok(Response::Redirect { to, session: SessionChange::Keep, locale: Some(locale) })
}

/// Changes between light, dark and the device's choice.
pub async fn theme(request: Request) -> Result<Response, Error> {
    people::choose_theme(request.ctx()?, request.form.get("theme")).await?;
    Ok(Response::redirect(here_only(request.form.get("next"))))
}

/// A path of this server, or the first page for anything that could lead elsewhere.
fn here_only(next: &str) -> String {
    let plain = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|c: char| c == '\\' || c.is_control() || c == '@');
    if plain { next.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::here_only;

    #[test]
    fn a_next_address_stays_here() {
        assert_eq!(here_only("/people?page=2"), "/people?page=2");
        for away in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nSet-Cookie: x", "/@evil"] {
            assert_eq!(here_only(away), "/", "{away:?}");
        }
    }
}
