//! Signing in, as a browser does it.

use std::net::SocketAddr;

use super::http::{Connection, post};
use crate::command::{Failure, Result};

/// Signs in and returns the header by which further requests are that person's.
///
/// # Errors
/// When the server does not let them in.
pub fn sign_in(address: SocketAddr, email: &str, password: &str) -> Result<String> {
    let form = format!("email={}&password={}", encoded(email), encoded(password));
    let request = post("/sign-in", "", "application/x-www-form-urlencoded", form.as_bytes());
    let answer = Connection::open(address)?.ask(&request)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    match cookie {
        Some(cookie) if answer.status == 303 => Ok(format!("cookie: {cookie}\r\n")),
        _ => Err(Failure::new(format!("{email} cannot sign in: status {}", answer.status))),
    }
}

/// Percent-encoded, for a form or a path.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
