//! A mail server and the connections to it. The conversation is led here and not by the library, because only who knows
//! at which command a reply came can tell a refused address from a server in trouble.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Tls, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use percent_encoding::percent_decode_str;
use url::Url;

/// A mail server by its address; cheap to clone.
#[derive(Clone)]
pub struct Server(Arc<Spoken>);

struct Spoken {
    host: String,
    port: u16,
    tls: Tls,
    hello: ClientId,
    credentials: Option<Credentials>,
    patience: Duration,
    /// Connections that nobody uses just now.
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

/// Why a mail was not taken over.
#[derive(Debug)]
pub(super) enum Fault {
    /// The server answered the naming of the recipient, and of nothing else.
    Recipient(Error),
    /// Anything else: connection, sign-in, sender, content.
    Server(Error),
}

impl Server {
    /// Reads `smtp://host:25`, `smtp://host:587?tls=required` or `smtps://user:password@host`. A server that says
    /// nothing for so long is given up.
    ///
    /// # Errors
    /// What is wrong with the address, without repeating it: it may hold a password.
    pub fn at(address: &str, patience: Duration) -> Result<Self, String> {
        let url = Url::parse(address).map_err(|error| error.to_string())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or("it names no server")?.to_owned();
        let wanted = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
        let parameters = || TlsParameters::new(host.clone()).map_err(|error| error.to_string());
        let (port, tls) = match (url.scheme(), wanted.as_deref()) {
            ("smtp", None) => (25, Tls::None),
            ("smtp", Some("required")) => (587, Tls::Required(parameters()?)),
            ("smtp", Some("opportunistic")) => (587, Tls::Opportunistic(parameters()?)),
            ("smtps", _) => (465, Tls::Wrapper(parameters()?)),
            ("smtp", Some(_)) => return Err("tls must be required or opportunistic".into()),
            _ => return Err("it must begin with smtp:// or smtps://".into()),
        };
        let name = url.path().trim_matches('/');
        Ok(Self(Arc::new(Spoken {
            port: url.port().unwrap_or(port),
            tls,
            hello: if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) },
            credentials: credentials(&url)?,
            patience,
            idle: Mutex::default(),
            host,
        })))
    }

    /// How long the server may take over one mail.
    pub(super) fn patience(&self) -> Duration {
        self.0.patience
    }

    /// Greets the server, and signs in where that is configured; sends nothing.
    pub(super) async fn greet(&self) -> Result<(), Error> {
        let connection = self.connection().await?;
        self.keep(connection);
        Ok(())
    }

    /// Sends one mail. A connection on which anything went wrong is not used again.
    pub(super) async fn send(&self, message: &Message) -> Result<(), Fault> {
        let mut connection = self.connection().await.map_err(Fault::Server)?;
        match hand_over(&mut connection, message).await {
            Ok(()) => {
                self.keep(connection);
                Ok(())
            }
            Err(fault) => {
                connection.abort().await;
                Err(fault)
            }
        }
    }

    /// Ends idle connections politely.
    pub(super) async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for mut connection in idle {
            connection.abort().await;
        }
    }

    /// A connection that answers: an idle one, else a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, Error> {
        loop {
            let idle = self.idle().pop();
            let Some(mut connection) = idle else { return self.connect().await };
            if connection.test_connected().await {
                return Ok(connection);
            }
            connection.abort().await;
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let Spoken { host, port, tls, hello, credentials, patience, .. } = &*self.0;
        let wrapped = match tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let address = (host.as_str(), *port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(*patience), hello, wrapped, None).await?;
        match tls {
            Tls::Required(parameters) => connection.starttls(parameters.clone(), hello).await?,
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), hello).await?;
            }
            _ => {}
        }
        if let Some(credentials) = credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        self.idle().push(connection);
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, String> {
    let Some(password) = url.password() else { return Ok(None) };
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().map(std::borrow::Cow::into_owned);
    match (decoded(url.username()), decoded(password)) {
        (Ok(user), Ok(password)) => Ok(Some(Credentials::new(user, password))),
        _ => Err("user and password must be UTF-8, with % before the codes of special characters".into()),
    }
}

/// Sender, recipients, content: the three things a server may refuse, told apart.
async fn hand_over(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), Fault> {
    let (envelope, content) = (message.envelope(), message.formatted());
    let mut options = Vec::new();
    if !content.is_ascii() && connection.server_info().supports_feature(Extension::EightBitMime) {
        options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    connection.command(Mail::new(envelope.from().cloned(), options)).await.map_err(Fault::Server)?;
    for recipient in envelope.to() {
        connection.command(Rcpt::new(recipient.clone(), Vec::new())).await.map_err(Fault::Recipient)?;
    }
    connection.command(Data).await.map_err(Fault::Server)?;
    connection.message(&content).await.map_err(Fault::Server)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<(String, u16, bool), String> {
        let server = Server::at(address, Duration::from_secs(1))?;
        Ok((server.0.host.clone(), server.0.port, server.0.credentials.is_some()))
    }

    #[test]
    fn addresses_of_mail_servers() {
        for (address, host, port, signs_in) in [
            ("smtp://mail.example.com", "mail.example.com", 25, false),
            ("smtp://mail.example.com?tls=required", "mail.example.com", 587, false),
            ("smtp://127.0.0.1:2525?tls=opportunistic", "127.0.0.1", 2525, false),
            ("smtps://me%40here:p%3Aw@mail.example.com", "mail.example.com", 465, true),
        ] {
            assert_eq!(read(address), Ok((host.to_owned(), port, signs_in)), "{address}");
        }
        for wrong in ["", "mail.example.com:25", "http://mail.example.com", "smtp://", "smtp://a?tls=no"] {
            let told = read(wrong).expect_err(wrong);
            assert!(!told.is_empty());
        }
    }
}
