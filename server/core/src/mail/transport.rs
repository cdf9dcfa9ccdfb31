//! Where mails go: an SMTP server, or a folder of `.eml` files where none is configured.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{Error as SmtpError, PoolConfig},
};
use tokio::time::timeout;
use uuid::Uuid;

/// How many connections to the SMTP server are open at a time.
pub(super) const CONNECTIONS: usize = 8;

/// A server that says nothing for so long is given up for this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to say goodbye.
const FAREWELL: Duration = Duration::from_secs(1);

/// Where mails go.
#[derive(Clone)]
pub enum Transport {
    /// To a server.
    Smtp {
        /// Its connections.
        server: AsyncSmtpTransport<Tokio1Executor>,
        /// How long it may take over one mail.
        patience: Duration,
    },
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
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| TransportError::Address(error.to_string()))?;
        let pool = PoolConfig::new().max_size(u32::try_from(CONNECTIONS).unwrap_or(8));
        Ok(Self::Smtp { server: builder.timeout(Some(patience)).pool_config(pool).build(), patience })
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
        let Self::Smtp { server, patience } = self else { return Ok(()) };
        match timeout(*patience, server.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(TransportError::Server("it closed the connection".into())),
            Ok(Err(error)) => Err(TransportError::Server(super::facts::one_line(&error.to_string()))),
            Err(_) => Err(TransportError::Server("it did not answer in time".into())),
        }
    }

    /// Sends one mail.
    pub(super) async fn send(&self, id: Uuid, message: Message) -> Sent {
        match self {
            // The library's own limit covers connecting only.
            Self::Smtp { server, patience } => match timeout(*patience, server.send(message)).await {
                Ok(Ok(_)) => Sent::Accepted,
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
        if let Self::Smtp { server, .. } = self {
            // A server that does not say goodbye is left without.
            let _ = timeout(FAREWELL, server.shutdown()).await;
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

/// Tells a refused address from a server in trouble. Codes below 550 (no authentication, unknown command, full queue)
/// concern the connection, not the recipient: they are tried again.
fn ended(error: &SmtpError) -> Sent {
    let words = super::facts::one_line(&error.to_string()).chars().take(300).collect();
    let code: Option<u16> = error.status().map(u16::from);
    match code {
        Some(550..=559) => Sent::Refused(words),
        _ => Sent::Later(words),
    }
}
