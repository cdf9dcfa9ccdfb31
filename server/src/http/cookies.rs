//! The two cookies: the session, and the language of those who are not signed in.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::CookieJar;
use ayeneh_domain::bilingual::Locale;

const LOCALE: &str = "locale";

/// The name of the session cookie. Over https the browser itself guards a name that begins with `__Host-`.
const fn session_name(secure: bool) -> &'static str {
    if secure { "__Host-ayeneh" } else { "ayeneh" }
}

/// The session token that came.
pub fn session(headers: &HeaderMap, secure: bool) -> Option<String> {
    CookieJar::from_headers(headers).get(session_name(secure)).map(|cookie| cookie.value().to_owned())
}

/// The language: of the cookie, else of the browser, else Persian.
pub fn locale(headers: &HeaderMap) -> Locale {
    let cookie = CookieJar::from_headers(headers).get(LOCALE).and_then(|cookie| Locale::from_tag(cookie.value()));
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    cookie.or_else(|| liked_best(accepted)).unwrap_or(Locale::Fa)
}

/// The language of `Accept-Language` that is wanted most; of equals the first, and none that is refused with `q=0`.
fn liked_best(accepted: &str) -> Option<Locale> {
    let entry = |entry: &str| {
        let (tag, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
        Some((Locale::from_tag(tag.trim())?, weight))
    };
    let known = accepted.split(',').filter_map(entry).filter(|(_, weight)| *weight > 0.0);
    known.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(locale, _)| locale)
}

/// `Set-Cookie` for a session that began.
pub fn begin(token: &str, secure: bool) -> Option<HeaderValue> {
    set(session_name(secure), token, "; HttpOnly", secure)
}

/// `Set-Cookie` for a session that ended.
pub fn end(secure: bool) -> Option<HeaderValue> {
    set(session_name(secure), "", "; HttpOnly; Max-Age=0", secure)
}

/// `Set-Cookie` for a chosen language, kept for a year.
pub fn choose_locale(locale: Locale, secure: bool) -> Option<HeaderValue> {
    set(LOCALE, locale.tag(), "; Max-Age=31536000", secure)
}

fn set(name: &str, value: &str, more: &str, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; SameSite=Lax{secure}{more}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_wanted_most_wins() {
        for (accepted, liked) in [
            ("fa;q=0.5, en", Some(Locale::En)),
            ("en;q=0.4,fa;q=0.9", Some(Locale::Fa)),
            ("de, en;q=0.8, fa;q=0.7", Some(Locale::En)),
            ("fa, en", Some(Locale::Fa)),
            ("fa;q=0, en;q=0.1", Some(Locale::En)),
            ("de;q=1", None),
            ("en;q=much", None),
            ("", None),
        ] {
            assert_eq!(liked_best(accepted), liked, "{accepted}");
        }
    }
}
