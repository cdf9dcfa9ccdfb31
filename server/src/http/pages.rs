//! Mounts the table of pages on axum: reads the request, finds who is there, checks who may come, writes the response.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Form, Router,
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request as HttpRequest, State, multipart::MultipartError,
    },
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response as HttpResponse},
    routing::{MethodFilter, on},
};
use ayeneh_app::{
    layout, routes,
    routing::{Access, Fields, Method, Request, Response, Route, SessionChange, Upload},
};
use ayeneh_core::{Ctx, Error, sign_in};
use ayeneh_domain::plain_text;

use super::{AppState, assets, cookies, texts};

/// Largest form with files, in bytes.
pub const LARGEST_UPLOAD: usize = 32 * 1024 * 1024;
/// Largest form without files of somebody who is signed in, in bytes.
pub const LARGEST_FORM: usize = 1024 * 1024;
/// Largest form of somebody who is not signed in, in bytes: the longest answer takes a tenth of it.
pub const LARGEST_FROM_OUTSIDE: usize = 256 * 1024;

/// The router of all pages.
pub fn router(_state: &AppState) -> Router<AppState> {
    routes::all().into_iter().fold(Router::new(), |router, route| {
        let filter = match route.method {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
        };
        let path = route.path;
        let largest = largest(&route);
        let route = Arc::new(route);
        let handler =
            move |State(state): State<AppState>, parts: Option<Path<BTreeMap<String, String>>>, http: HttpRequest| {
                let route = route.clone();
                async move { answer(&state, &route, parts.map(|Path(parts)| parts).unwrap_or_default(), http).await }
            };
        router.route(path, on(filter, handler).layer(DefaultBodyLimit::max(largest)))
    })
}

/// How large a form may be.
const fn largest(route: &Route) -> usize {
    match route.access {
        Access::Public | Access::Link => LARGEST_FROM_OUTSIDE,
        Access::SignedIn | Access::Right(_) if route.files => LARGEST_UPLOAD,
        Access::SignedIn | Access::Right(_) => LARGEST_FORM,
    }
}

/// Whatever is not in the table.
pub async fn nothing_here(State(state): State<AppState>, http: HttpRequest) -> HttpResponse {
    let (request, _) = read_head(&state, http.uri().path(), http.uri().query(), http.headers(), BTreeMap::new()).await;
    write(&state, layout::failure(&request, &Error::NotFound))
}

/// The page of somebody who tries too often; says nothing about who that is.
pub fn too_many(state: &AppState, http: &HttpRequest) -> HttpResponse {
    write(state, layout::failure(&blank(state, http.uri().path(), http.headers()), &Error::TooMany))
}

/// The page of a form that does not say where it comes from.
pub fn foreign(state: &AppState, http: &HttpRequest) -> HttpResponse {
    write(state, layout::foreign(&blank(state, http.uri().path(), http.headers())))
}

async fn answer(state: &AppState, route: &Route, parts: BTreeMap<String, String>, http: HttpRequest) -> HttpResponse {
    let (path, query) = (http.uri().path().to_owned(), http.uri().query().map(str::to_owned));
    let (mut request, fault) = match route.access {
        Access::Link => (read_address(state, &path, query.as_deref(), http.headers(), parts), None),
        _ => read_head(state, &path, query.as_deref(), http.headers(), parts).await,
    };
    let result = match fault {
        Some(error) => Err(error),
        None => run(route, &mut request, http).await,
    };
    let response = result.unwrap_or_else(|error| {
        if matches!(error, Error::Internal(_) | Error::Database(_)) {
            // Neither names nor answers: an error of ours says which statement or document, not whose.
            tracing::error!(%error, route = route.path, "a page failed");
        }
        layout::failure(&request, &error)
    });
    write(state, response)
}

async fn run(route: &Route, request: &mut Request, http: HttpRequest) -> Result<Response, Error> {
    if request.parts.values().any(|part| plain_text::one_line(part).is_err()) {
        return Err(Error::NotFound);
    }
    match route.access {
        Access::Public | Access::Link => {}
        Access::SignedIn => drop(request.ctx()?),
        Access::Right(right) => drop(request.ctx()?.require(right)?),
    }
    if route.method == Method::Post {
        if let Some(door) = &route.door
            && let Some(closed) = door(request.clone()).await?
        {
            return Ok(closed);
        }
        match read_form(http).await {
            Ok((form, files)) => (request.form, request.files) = (form, files),
            Err(Unread::TooLarge) => return Ok(layout::too_large(request, largest(route))),
            Err(Unread::Broken) => return Err(broken()),
        }
        take_out_faults(route, request)?;
    }
    (route.run)(request.clone()).await
}

/// Answers are cleaned where they are checked against their questionnaire; everything else is here. Who is signed in
/// finds the faults beside the fields, because nothing is written while there are any.
fn take_out_faults(route: &Route, request: &mut Request) -> Result<(), Error> {
    if route.access == Access::Link {
        return Ok(());
    }
    let faults = texts::clean_form(&mut request.form);
    match &mut request.signed_in {
        Some(ctx) => ctx.faults = faults,
        None if faults.is_empty() => {}
        None => return Err(Error::Invalid(faults)),
    }
    Ok(())
}

async fn read_head(
    state: &AppState,
    path: &str,
    query: Option<&str>,
    headers: &HeaderMap,
    parts: BTreeMap<String, String>,
) -> (Request, Option<Error>) {
    let request = read_address(state, path, query, headers, parts);
    let Some(token) = cookies::session(headers, state.secure) else { return (request, None) };
    match sign_in::resume(&state.core, &token).await {
        Ok(Some(ctx)) => (signed_in(request, ctx, token), None),
        Ok(None) => (request, None),
        Err(error) => (request, Some(error)),
    }
}

/// What the address says, whoever asks.
fn read_address(
    state: &AppState,
    path: &str,
    query: Option<&str>,
    headers: &HeaderMap,
    parts: BTreeMap<String, String>,
) -> Request {
    let mut request = blank(state, path, headers);
    request.parts = parts;
    request.query = Fields(query.map(pairs).unwrap_or_default());
    texts::clean_query(&mut request.query);
    request
}

fn blank(state: &AppState, path: &str, headers: &HeaderMap) -> Request {
    Request {
        core: state.core.clone(),
        signed_in: None,
        locale: cookies::locale(headers),
        theme: "auto".into(),
        path: path.to_owned(),
        parts: BTreeMap::new(),
        query: Fields::default(),
        form: Fields::default(),
        files: Vec::new(),
        session_token: None,
        development: state.development,
        assets_version: assets::VERSION,
    }
}

fn signed_in(mut request: Request, ctx: Ctx, token: String) -> Request {
    request.locale = ctx.locale;
    request.theme = ctx.theme.clone();
    request.signed_in = Some(ctx);
    request.session_token = Some(token);
    request
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let uri = format!("http://x/?{query}").parse().ok();
    uri.and_then(|uri| Query::<Vec<(String, String)>>::try_from_uri(&uri).ok())
        .map(|Query(pairs)| pairs)
        .unwrap_or_default()
}

/// Why a form could not be read.
enum Unread {
    TooLarge,
    Broken,
}

impl Unread {
    fn because(status: StatusCode, why: &str) -> Self {
        tracing::debug!(why, "a form could not be read");
        if status == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Broken }
    }
}

fn broken() -> Error {
    Error::invalid(ayeneh_core::Problem::general(|l| ayeneh_text::layout::form_unreadable(l).to_owned()))
}

async fn read_form(http: HttpRequest) -> Result<(Fields, Vec<Upload>), Unread> {
    let kind = http.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return read_multipart(http).await;
    }
    // Not through an address: addresses end at 64 KiB, and long answers do not.
    let form = Form::<Vec<(String, String)>>::from_request(http, &()).await;
    let Form(fields) = form.map_err(|why| Unread::because(why.status(), &why.body_text()))?;
    Ok((Fields(fields), Vec::new()))
}

async fn read_multipart(http: HttpRequest) -> Result<(Fields, Vec<Upload>), Unread> {
    let form = Multipart::from_request(http, &()).await;
    let mut multipart = form.map_err(|why| Unread::because(why.status(), &why.body_text()))?;
    let because = |why: MultipartError| Unread::because(why.status(), &why.body_text());
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = multipart.next_field().await.map_err(because)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(because)?.to_vec();
        match file {
            Some(file) => files.push(Upload { field: name, name: file, bytes }),
            None => fields.push((name, String::from_utf8(bytes).map_err(|_| Unread::Broken)?)),
        }
    }
    Ok((Fields(fields), files))
}

fn write(state: &AppState, response: Response) -> HttpResponse {
    match response {
        Response::Page { status, html } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let mut response = (status, Html(html)).into_response();
            if status == StatusCode::SERVICE_UNAVAILABLE {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            response
        }
        Response::Redirect { to, session, locale } => {
            let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
            if matches!(session, SessionChange::End) {
                // On a shared device neither an unfinished form nor a page that was read is left behind.
                let everything = HeaderValue::from_static("\"cache\", \"storage\"");
                response.headers_mut().insert("clear-site-data", everything);
            }
            let session = match session {
                SessionChange::Keep => None,
                SessionChange::Begin(token) => cookies::begin(&token, state.secure),
                SessionChange::End => cookies::end(state.secure),
            };
            let locale = locale.and_then(|locale| cookies::choose_locale(locale, state.secure));
            for cookie in session.into_iter().chain(locale) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Response::Download { name, media_type, bytes } => {
            let disposition = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
                .into_response()
        }
    }
}
