//! Makes a message from words: heads that cannot be injected into, text and HTML side by side, nothing attached.

use std::time::{Duration, UNIX_EPOCH};

use ayeneh_domain::mail_address::MailAddress;
use lettre::{
    Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

use super::{facts::one_line, render::Rendered};
use crate::Core;

/// Why no message could be made; the word is kept beside the recipient.
#[derive(Debug)]
pub(super) struct Unaddressable;

/// The message of an outbox row. Its identifier is the row's, so that a mail sent twice after a crash is recognised as
/// one by the programs that show it.
pub(super) fn message(
    core: &Core,
    id: Uuid,
    recipient: &str,
    address: &str,
    words: Rendered,
    stop: Option<&str>,
) -> Result<Message, Unaddressable> {
    let address = MailAddress::parse(address).map_err(|_| Unaddressable)?;
    let address = address.as_str().parse().map_err(|_| Unaddressable)?;
    let name = one_line(recipient);
    let to = Mailbox::new((!name.is_empty()).then_some(name), address);
    let from: Mailbox = core.settings.mail_from.parse().map_err(|_| Unaddressable)?;
    let sent_at = UNIX_EPOCH + Duration::from_millis(u64::try_from(core.now_ms()).unwrap_or_default());
    let mut builder = Message::builder();
    if let Some(link) = stop {
        // One press in the mail program itself (RFC 8058).
        builder = builder
            .raw_header(head("List-Unsubscribe", &format!("<{link}>")))
            .raw_header(head("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    builder
        .from(from)
        .to(to)
        .subject(one_line(&words.subject))
        .date(sent_at)
        .message_id(Some(format!("<{id}@{}>", host(&core.settings.public_url))))
        // Answering machines stay silent.
        .raw_header(head("Auto-Submitted", "auto-generated"))
        .raw_header(head("X-Auto-Response-Suppress", "All"))
        .multipart(MultiPart::alternative_plain_html(words.text, words.html))
        .map_err(|_| Unaddressable)
}

fn head(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// The host of an address like `https://ayeneh.example:8443`.
fn host(public_url: &str) -> &str {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    if host.is_empty() { "localhost" } else { host }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_the_public_address() {
        assert_eq!(host("https://ayeneh.example:8443/x"), "ayeneh.example");
        assert_eq!(host("http://localhost"), "localhost");
        assert_eq!(host(""), "localhost");
    }
}
