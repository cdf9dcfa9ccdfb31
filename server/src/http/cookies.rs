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
    let browser = || accepted.split(',').find_map(|tag| Locale::from_tag(tag.split(';').next()?));
    cookie.or_else(browser).unwrap_or(Locale::Fa)
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
