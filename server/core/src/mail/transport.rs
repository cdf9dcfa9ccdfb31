//! Where mails go: an SMTP server, or a folder of `.eml` files where none is configured.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use lettre::{Message, message::Mailbox, transport::smtp::Error as SmtpError};
use tokio::time::timeout;
use uuid::Uuid;

use super::smtp::{Fault, Server};

/// How many mails are handed to the server at a time, each over its own connection.
pub(super) const CONNECTIONS: usize = 8;

/// A server that says nothing for so long is given up for this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to say goodbye.
const FAREWELL: Duration = Duration::from_secs(1);

/// Where mails go.
#[derive(Clone)]
pub enum Transport {
    /// To a server.
    Smtp(Server),
    /// Into a folder, a file a mail.
    Folder(PathBuf),
}

/// Why mails cannot go anywhere.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The address of the server is wrong. It is not repeated, as it may hold a password.
    #[error(
        "AYENEH_SMTP_URL must look like smtps://user:password@mail.example.com or smtp://mail.example.com:587?tls=required ({0})"
    )]
    Address(String),
    /// The sender is no mail address.
    #[error("AYENEH_MAIL_FROM is \"{0}\"; it must look like Ayeneh <feedback@example.com>")]
    Sender(String),
    /// The server cannot be reached, or does not let us in.
    #[error("the mail server of AYENEH_SMTP_URL cannot be used: {0}")]
    Server(String),
    /// The folder cannot be made.
    #[error("the mail folder {folder} cannot be written to: {source}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        source: std::io::Error,
    },
}

/// How sending one mail ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// Taken over by the server.
    Accepted,
    /// This address will not do, now or later.
    Refused(String),
    /// Not now.
    Later(String),
}

impl Transport {
    /// An SMTP server by its address, `smtp://` or `smtps://`.
    ///
    /// # Errors
    /// [`TransportError::Address`] if it is no such address.
    pub fn smtp(url: &str) -> Result<Self, TransportError> {
        Self::smtp_with_patience(url, PATIENCE)
    }

    /// The same, giving up a silent server sooner or later.
    ///
    /// # Errors
    /// [`TransportError::Address`] if it is no such address.
    pub fn smtp_with_patience(url: &str, patience: Duration) -> Result<Self, TransportError> {
        Server::at(url, patience).map(Self::Smtp).map_err(TransportError::Address)
    }

    /// A folder, made if it is not there.
    ///
    /// # Errors
    /// [`TransportError::Folder`] if it cannot be made.
    pub fn folder(path: &Path) -> Result<Self, TransportError> {
        let fault = |source| TransportError::Folder { folder: path.display().to_string(), source };
        std::fs::create_dir_all(path).map_err(fault)?;
        Ok(Self::Folder(path.to_owned()))
    }

    /// Greets the server, and signs in where that is configured; sends nothing.
    ///
    /// # Errors
    /// [`TransportError::Server`] with what went wrong.
    pub async fn check(&self) -> Result<(), TransportError> {
        let Self::Smtp(server) = self else { return Ok(()) };
        match timeout(server.patience(), server.greet()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(TransportError::Server(said(&error))),
            Err(_) => Err(TransportError::Server("it did not answer in time".into())),
        }
    }

    /// Sends one mail.
    pub(super) async fn send(&self, id: Uuid, message: Message) -> Sent {
        match self {
            // The library's own limit covers connecting only.
            Self::Smtp(server) => match timeout(server.patience(), server.send(&message)).await {
                Ok(Ok(())) => Sent::Accepted,
                Ok(Err(error)) => ended(&error),
                Err(_) => Sent::Later("the mail server did not answer in time".to_owned()),
            },
            Self::Folder(folder) => match write(folder, id, &message.formatted()).await {
                Ok(()) => Sent::Accepted,
                Err(error) => Sent::Later(format!("folder: {error}")),
            },
        }
    }

    /// Ends idle connections politely.
    pub(super) async fn close(&self) {
        if let Self::Smtp(server) = self {
            // A server that does not say goodbye is left without.
            let _ = timeout(FAREWELL, server.close()).await;
        }
    }
}

/// Checks the configured sender, `Ayeneh <feedback@example.com>` or an address alone.
///
/// # Errors
/// [`TransportError::Sender`] if it is none.
pub fn check_sender(from: &str) -> Result<(), TransportError> {
    from.parse::<Mailbox>().map(|_| ()).map_err(|_| TransportError::Sender(from.to_owned()))
}

/// Writes the file whole or not at all; the same mail sent twice is the same file.
async fn write(folder: &Path, id: Uuid, bytes: &[u8]) -> std::io::Result<()> {
    let partial = folder.join(format!(".{id}.part"));
    tokio::fs::write(&partial, bytes).await?;
    tokio::fs::rename(&partial, folder.join(format!("{id}.eml"))).await
}

/// Tells a refused address from a server in trouble. Only the answer to the recipient's name concerns the recipient: the
/// same codes said of the sender, the sign-in or the content are the server's or ours, and are tried again. So is what
/// the server calls a matter of policy (5.7.x, e.g. that it passes on nothing for us): it says that of everybody.
fn ended(fault: &Fault) -> Sent {
    let (Fault::Recipient(error) | Fault::Server(error)) = fault;
    let words = said(error);
    match (fault, error.status().map(u16::from)) {
        (Fault::Recipient(_), Some(550..=559)) if !words.contains(" 5.7.") => Sent::Refused(words),
        _ => Sent::Later(words),
    }
}

/// The server's words, fit for a list.
fn said(error: &SmtpError) -> String {
    super::facts::one_line(&error.to_string()).chars().take(300).collect()
}
