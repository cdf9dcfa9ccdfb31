//! What a page is to the server: method, path, who may come, and a function from request to response.
//!
//! The server mounts the table as it is. Forms post to the address of their own page: on bad input the same page comes
//! back with status 422, what was typed, and the problems beside the fields; so nothing depends on JavaScript.

use std::{collections::BTreeMap, future::Future, pin::Pin, sync::Arc};

use ayeneh_core::{Core, Ctx, Error, Problem};
use ayeneh_domain::{bilingual::Locale, permission::Right};

/// How a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Reads; never changes anything.
    Get,
    /// A form; changes.
    Post,
}

/// Who may come to a page. The services check again, with their scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not.
    Public,
    /// Whoever holds the link in the path. Who is signed in is not even looked up: that would note when a session was used,
    /// beside an answer that has no name and no time.
    Link,
    /// Everybody who is signed in.
    SignedIn,
    /// Who has this right anywhere.
    Right(Right),
}

type Work = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;

/// `None` lets the form in.
type Knock = Pin<Box<dyn Future<Output = Result<Option<Response>, Error>> + Send>>;

/// A page or a form.
#[derive(Clone)]
pub struct Route {
    /// How it is asked for.
    pub method: Method,
    /// The path; `{name}` stands for one part of it.
    pub path: &'static str,
    /// Who may come.
    pub access: Access,
    /// Whether the form brings files, which may be large.
    pub files: bool,
    /// Looks at the address before the form is read, and answers at once where it opens nothing.
    pub door: Option<Arc<dyn Fn(Request) -> Knock + Send + Sync>>,
    /// Makes the response.
    pub run: Arc<dyn Fn(Request) -> Work + Send + Sync>,
}

impl Route {
    /// A page.
    pub fn get<F, W>(path: &'static str, access: Access, run: F) -> Self
    where
        F: Fn(Request) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Response, Error>> + Send + 'static,
    {
        Self::new(Method::Get, path, access, run)
    }

    /// A form.
    pub fn post<F, W>(path: &'static str, access: Access, run: F) -> Self
    where
        F: Fn(Request) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Response, Error>> + Send + 'static,
    {
        Self::new(Method::Post, path, access, run)
    }

    fn new<F, W>(method: Method, path: &'static str, access: Access, run: F) -> Self
    where
        F: Fn(Request) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Response, Error>> + Send + 'static,
    {
        let run = Arc::new(move |request| -> Work { Box::pin(run(request)) });
        Self { method, path, access, files: false, door: None, run }
    }

    /// The same with a form that brings files.
    pub fn with_files(self) -> Self {
        Self { files: true, ..self }
    }

    /// The same behind a door: what the address does not open is answered before the form is read.
    pub fn behind<F, W>(self, door: F) -> Self
    where
        F: Fn(Request) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Option<Response>, Error>> + Send + 'static,
    {
        Self { door: Some(Arc::new(move |request| Box::pin(door(request)))), ..self }
    }
}

/// Names and values in the order they came; a name may come more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a name; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether the name came at all (a ticked box).
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A file sent with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The form field.
    pub field: String,
    /// The name the browser gave; never used as a path.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What a page gets.
#[derive(Clone)]
pub struct Request {
    /// The running product.
    pub core: Core,
    /// Who is signed in; present wherever [`Access`] is neither `Public` nor `Link`.
    pub signed_in: Option<Ctx>,
    /// The language to answer in.
    pub locale: Locale,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// The path asked for, without the query.
    pub path: String,
    /// The parts of the path that have a name.
    pub parts: BTreeMap<String, String>,
    /// What stands behind the `?`.
    pub query: Fields,
    /// What a form sent.
    pub form: Fields,
    /// Files a form sent.
    pub files: Vec<Upload>,
    /// The token of the session cookie, for signing out.
    pub session_token: Option<String>,
    /// Whether pages of development are open.
    pub development: bool,
    /// What the style sheet, script and fonts of this build are addressed with, so that browsers keep them.
    pub assets_version: &'static str,
}

impl Request {
    /// Who acts.
    ///
    /// # Errors
    /// [`Error::SignedOut`] on a public page without sign-in.
    pub fn ctx(&self) -> Result<&Ctx, Error> {
        self.signed_in.as_ref().ok_or(Error::SignedOut)
    }

    /// The address asked for, to come back to: path and query.
    pub fn here(&self) -> String {
        let mut here = self.path.clone();
        for (position, (name, value)) in self.query.0.iter().enumerate() {
            here.push(if position == 0 { '?' } else { '&' });
            here.push_str(&encode(name));
            here.push('=');
            here.push_str(&encode(value));
        }
        here
    }

    /// A named part of the path as an identifier.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is none: a wrong address looks like one that does not exist.
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, Error> {
        self.parts.get(name).and_then(|part| part.parse().ok()).ok_or(Error::NotFound)
    }

    /// A named part of the path.
    pub fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }
}

/// What a page answers.
#[derive(Debug)]
pub enum Response {
    /// A document.
    Page {
        /// 200, or 422 for a form with problems, or another status that tells the truth.
        status: u16,
        /// The whole document.
        html: String,
    },
    /// Go there next (303).
    Redirect {
        /// A path of this server.
        to: String,
        /// What happens to the session cookie.
        session: SessionChange,
        /// Keeps the language in a cookie for those who are not signed in.
        locale: Option<Locale>,
    },
    /// A file to keep.
    Download {
        /// Its name, ASCII.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its content.
        bytes: Vec<u8>,
    },
}

/// What happens to the session cookie.
#[derive(Debug, Default)]
pub enum SessionChange {
    /// Nothing.
    #[default]
    Keep,
    /// A session began.
    Begin(String),
    /// The session ended.
    End,
}

impl Response {
    /// A document with status 200.
    pub const fn page(html: String) -> Self {
        Self::Page { status: 200, html }
    }

    /// Another page next.
    pub fn redirect(to: impl Into<String>) -> Self {
        Self::Redirect { to: to.into(), session: SessionChange::Keep, locale: None }
    }
}

/// The problems of a form: beside the fields, and counted at its head.
#[derive(Clone, Debug, Default)]
pub struct FormProblems(pub Vec<Problem>);

impl FormProblems {
    /// The text beside a field.
    pub fn of(&self, field: &str, locale: Locale) -> Option<String> {
        let problem = self.0.iter().find(|problem| problem.field.as_deref() == Some(field))?;
        Some(problem.message.get(locale).to_owned())
    }

    /// Whether this field is the first wrong one, which takes the focus.
    pub fn begin_at(&self, field: &str) -> bool {
        self.0.iter().find_map(|problem| problem.field.as_deref()) == Some(field)
    }

    /// The status of the page that shows them.
    pub const fn status(&self) -> u16 {
        if self.0.is_empty() { 200 } else { 422 }
    }
}

/// A name or value as it stands in a query.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
