//! P2: the page behind a personal link, as often as it can be made, and its weight on the wire.

use std::time::Duration;

use super::{Record, http, intake, load, rounded, server::Server};
use crate::{
    command::{Failure, Result},
    steps::Steps,
};

const CONNECTIONS: usize = 32;
const TIME: Duration = Duration::from_secs(8);
/// Pages of different links, so that no cache of one page is measured.
const LINKS: usize = 5_000;

/// Measures the page.
pub fn measure(server: &Server, steps: &mut Steps, record: &mut Record) -> Result<()> {
    let tokens = steps.step("a wave with its links", || intake::wave(server, LINKS))?;
    let page = |number: usize| http::get(&format!("/r/{}", tokens[number % tokens.len()]), "");
    let figures = steps.step("pages", || {
        load::run(server.address, CONNECTIONS, TIME, 200, |connection| {
            let mut number = connection * tokens.len() / CONNECTIONS;
            move || {
                number += 1;
                Some(page(number))
            }
        })
    })?;
    figures.record(record);
    let compressed = "accept-encoding: br\r\n";
    let html = fetch(server, &format!("/r/{}", tokens[0]), compressed)?;
    let text = fetch(server, &format!("/r/{}", tokens[0]), "")?;
    let sheet = sheet(&String::from_utf8_lossy(&text)).ok_or_else(|| Failure::new("the page has no style sheet"))?;
    record.insert("html_bytes".into(), html.len().into());
    record.insert("css_bytes".into(), fetch(server, &sheet, compressed)?.len().into());
    record.insert("rss_mb".into(), rounded(server.resident_mb()?));
    Ok(())
}

fn fetch(server: &Server, path: &str, headers: &str) -> Result<Vec<u8>> {
    Ok(http::Connection::open(server.address)?.ask(&http::get(path, headers))?.body)
}

/// The address of the page's style sheet.
fn sheet(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("rel=\"stylesheet\" href=\"")?;
    rest.split('"').next().map(str::to_owned)
}
