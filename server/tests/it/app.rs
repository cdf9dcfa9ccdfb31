//! A running product without a network: the router, and browsers that keep cookies and follow forms.
#![expect(dead_code, reason = "what it offers is used as the features arrive")]

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use ayeneh::{
    config::Config,
    http::{AppState, router},
};
use ayeneh_core::{
    Ctx,
    people::{Person, store},
    testing::{self, Engine, TestCore},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
};
use tower::ServiceExt;

/// The product with its router. `test.ctx` is administrator and HR.
pub struct App {
    pub test: TestCore,
    pub router: Router,
}

/// Makes two tests of one: `on_both!(name, |app| { … })` with `app` an [`App`].
macro_rules! on_both {
    ($name:ident, |$app:ident| $body:block) => {
        mod $name {
            use super::*;

            async fn check($app: $crate::app::App) $body

            #[tokio::test]
            async fn sqlite() {
                check($crate::app::App::new(ayeneh_core::testing::Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                check($crate::app::App::new(ayeneh_core::testing::Engine::Postgres).await).await;
            }
        }
    };
}
pub(crate) use on_both;

impl App {
    /// A fresh product on an engine.
    pub async fn new(engine: Engine) -> Self {
        Self::configured(engine, &Config { sign_in_per_minute: 1000, ..Config::default() }).await
    }

    /// A fresh product with settings of one's own.
    pub async fn configured(engine: Engine, config: &Config) -> Self {
        let test = TestCore::new(engine).await;
        let router = router(AppState::new(test.core.clone(), config));
        Self { test, router }
    }

    /// A browser of somebody who is not signed in.
    pub fn visitor(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: None, ctx: None }
    }

    /// A browser of the first person, who is administrator and HR.
    pub async fn hr(&self) -> Browser {
        self.signed_in(&self.test.ctx).await
    }

    /// A browser of somebody.
    pub async fn signed_in(&self, ctx: &Ctx) -> Browser {
        let session = testing::session(ctx).await;
        Browser {
            router: self.router.clone(),
            cookie: Some(format!("ayeneh={}", session.token)),
            ctx: Some(ctx.clone()),
        }
    }

    /// Somebody new in the first person's organisation with one role, for everything or for a unit.
    pub async fn person(&self, code: &str, role: Role, unit: Option<UnitId>) -> Ctx {
        let ctx = &self.test.ctx;
        let mut tx = ctx.write().await.expect("a transaction");
        let top = store::units(&mut tx, ctx.organisation).await.expect("units")[0].id;
        let person = Person {
            id: PersonId(ctx.core.new_id()),
            code: code.into(),
            name: format!("کارمند {code}"),
            email: format!("{code}@narvan.example"),
            unit: unit.unwrap_or(top),
            manager: None,
            level: Level::Staff,
            tenure: TenureBand::From1To3,
            locale: Locale::En,
            theme: "auto".into(),
            active: true,
        };
        store::put_people(&mut tx, ctx.organisation, std::slice::from_ref(&person), 0).await.expect("a person");
        let grant = (ctx.core.new_id(), person.id, Grant { role, unit });
        store::put_grants(&mut tx, ctx.organisation, &[grant]).await.expect("a grant");
        tx.commit().await.expect("commits");
        testing::acting_as(&self.test.core, ctx.organisation, person.id).await
    }
}

/// Somebody at a browser.
pub struct Browser {
    router: Router,
    cookie: Option<String>,
    /// Who is signed in.
    pub ctx: Option<Ctx>,
}

/// What a browser got.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    /// Where a redirect leads; empty for anything else.
    pub location: String,
    /// The `content-type`.
    pub media_type: String,
    /// All headers as they came.
    pub headers: axum::http::HeaderMap,
    pub html: String,
}

impl Page {
    /// Whether the page has the text, which must stand in the source as it is.
    pub fn has(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    /// The page, if it came with this status; else the test ends and shows it.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.html);
        self
    }
}

impl Browser {
    /// Opens an address.
    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, pairs.join("&").into_bytes()).await
    }

    /// Sends a form with files: (field, file name, content).
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page {
        const BOUNDARY: &str = "----boundary-of-the-tests";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file, content) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Request::post(path).header(header::CONTENT_TYPE, kind), body).await
    }

    /// Sends any request with this browser's cookie.
    pub async fn send(&self, request: axum::http::request::Builder, body: Vec<u8>) -> Page {
        let mut request = request.header(header::ORIGIN, "http://localhost").header(header::HOST, "localhost");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("never fails");
        let text = |name: header::HeaderName| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (status, location, media_type) =
            (response.status().as_u16(), text(header::LOCATION), text(header::CONTENT_TYPE));
        let headers = response.headers().clone();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        Page { status, location, media_type, headers, html: String::from_utf8_lossy(&body).into_owned() }
    }
}
