//! A mail server for tests that behaves per recipient as a script says, and keeps what it took over.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream, tcp::OwnedWriteHalf},
};

/// What the server does when a recipient is named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Behaviour {
    /// Takes the mail.
    Accept,
    /// Answers the recipient with this code, always.
    Answer(u16),
    /// Answers the recipient that its policy forbids it, always.
    Policy,
    /// Answers so many times with 451 and then takes the mail.
    Busy(u32),
    /// Says nothing any more.
    Hang,
    /// Takes the mail and drops the connection instead of saying so, once.
    CutAfterData,
}

/// Where in the conversation the server is in trouble, whoever is written to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// Instead of a greeting.
    Greeting,
    /// When the sender is named.
    Sender,
    /// When the content is announced.
    Data,
    /// After the content.
    Content,
}

/// A mail that was taken over.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The recipient of the envelope.
    pub recipient: String,
    /// The message as it came.
    pub raw: String,
}

/// The server.
#[derive(Clone)]
pub struct Sink {
    /// For `AYENEH_SMTP_URL`.
    pub url: String,
    script: Arc<Mutex<HashMap<String, Behaviour>>>,
    trouble: Arc<Mutex<Option<(Stage, &'static str)>>>,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Sink {
    /// Listens on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let sink = Self { url, script: Arc::default(), trouble: Arc::default(), taken: Arc::default() };
        let served = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = served.clone();
                tokio::spawn(async move { drop(sink.converse(stream).await) });
            }
        });
        sink
    }

    /// Scripts a recipient.
    pub fn script(&self, recipient: &str, behaviour: Behaviour) {
        self.script.lock().expect("whole").insert(recipient.to_owned(), behaviour);
    }

    /// Answers everybody with this at a stage, from now on; `None` ends it.
    pub fn trouble(&self, trouble: Option<(Stage, &'static str)>) {
        *self.trouble.lock().expect("whole") = trouble;
    }

    fn answer(&self, stage: Stage, usual: &'static str) -> &'static str {
        match *self.trouble.lock().expect("whole") {
            Some((at, answer)) if at == stage => answer,
            _ => usual,
        }
    }

    /// What was taken over so far.
    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("whole").clone()
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        say(&mut write, self.answer(Stage::Greeting, "220 sink")).await?;
        let (mut recipient, mut behaviour) = (String::new(), Behaviour::Accept);
        while let Some(line) = lines.next_line().await? {
            let command = line.to_ascii_uppercase();
            if command.starts_with("RCPT TO:") {
                recipient = line[8..].trim_matches(['<', '>', ' ']).to_owned();
                behaviour = self.next_behaviour(&recipient);
                match behaviour {
                    Behaviour::Answer(code) => say(&mut write, &format!("{code} no, thank you")).await?,
                    Behaviour::Policy => say(&mut write, "554 5.7.1 relay access denied").await?,
                    Behaviour::Busy(_) => say(&mut write, "451 later").await?,
                    Behaviour::Hang => std::future::pending().await,
                    Behaviour::Accept | Behaviour::CutAfterData => say(&mut write, "250 ok").await?,
                }
            } else if command.starts_with("MAIL FROM:") {
                say(&mut write, self.answer(Stage::Sender, "250 ok")).await?;
            } else if command == "DATA" {
                let answer = self.answer(Stage::Data, "354 go on");
                say(&mut write, answer).await?;
                if !answer.starts_with('3') {
                    continue;
                }
                let mut raw = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push_str("\r\n");
                }
                let answer = self.answer(Stage::Content, "250 taken");
                if !answer.starts_with('2') {
                    say(&mut write, answer).await?;
                    continue;
                }
                self.taken.lock().expect("whole").push(Taken { recipient: recipient.clone(), raw });
                if behaviour == Behaviour::CutAfterData {
                    return Ok(());
                }
                say(&mut write, answer).await?;
            } else if command == "QUIT" {
                return say(&mut write, "221 bye").await;
            } else {
                say(&mut write, "250 ok").await?;
            }
        }
        Ok(())
    }

    fn next_behaviour(&self, recipient: &str) -> Behaviour {
        let mut script = self.script.lock().expect("whole");
        let Some(entry) = script.get_mut(recipient) else { return Behaviour::Accept };
        let now = *entry;
        *entry = match now {
            Behaviour::Busy(1) | Behaviour::CutAfterData => Behaviour::Accept,
            Behaviour::Busy(times) => Behaviour::Busy(times - 1),
            other => other,
        };
        now
    }
}

async fn say(write: &mut OwnedWriteHalf, words: &str) -> std::io::Result<()> {
    write.write_all(format!("{words}\r\n").as_bytes()).await
}

impl Taken {
    /// A head, unfolded and decoded. Panics if it comes more than once: then something was injected.
    pub fn head(&self, name: &str) -> Option<String> {
        let heads = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let prefix = format!("{}:", name.to_ascii_lowercase());
        let mut found = heads.lines().filter(|line| line.to_ascii_lowercase().starts_with(&prefix));
        let value = found.next().map(|line| decode_words(line[prefix.len()..].trim()));
        assert!(found.next().is_none(), "{name} comes twice in\n{heads}");
        value
    }

    /// The decoded body of the part of this type, with the part's heads.
    pub fn part(&self, kind: &str) -> (String, String) {
        let content_type = self.head("Content-Type").expect("a type");
        let boundary = content_type.split("boundary=").nth(1).expect("a boundary").trim_matches('"').to_owned();
        let part = self.raw.split(&format!("--{boundary}")).find(|part| part.contains(kind)).expect("the part");
        let (heads, body) = part.trim_start().split_once("\r\n\r\n").expect("heads and body");
        let decoded = if heads.to_ascii_lowercase().contains("base64") {
            let plain: String = body.chars().filter(|c| !c.is_whitespace()).collect();
            STANDARD.decode(plain).expect("base64")
        } else {
            quoted_printable(body)
        };
        (heads.to_owned(), String::from_utf8(decoded).expect("UTF-8"))
    }
}

/// Decodes `=?utf-8?b?…?=`; white space between two such words does not count.
fn decode_words(text: &str) -> String {
    let mut decoded = String::new();
    for word in text.split(' ') {
        match word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.split_once("?=")) {
            Some((encoded, rest)) => {
                let bytes = STANDARD.decode(encoded).expect("base64");
                decoded.push_str(&String::from_utf8(bytes).expect("whole characters in a word"));
                decoded.push_str(rest);
            }
            None => {
                decoded.push(' ');
                decoded.push_str(word);
            }
        }
    }
    decoded.trim().to_owned()
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'=' && tail.len() >= 2 {
            let hex = std::str::from_utf8(&tail[..2]).expect("ASCII");
            bytes.push(u8::from_str_radix(hex, 16).expect("hexadecimal"));
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    bytes
}
