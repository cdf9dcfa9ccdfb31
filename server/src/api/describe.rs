//! Completes the description of the API: what follows for every operation from its method, path and body is said here
//! once, so that no operation can forget it.

use serde_json::{Map, Value, json};
use utoipa::openapi::OpenApi;

use super::{TAGS, idempotency, problem::MEDIA_TYPE};

/// The description as it is served, at `base`.
pub fn complete(document: &OpenApi, base: &str) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    document["servers"] = json!([{ "url": base, "description": "This server" }]);
    let tags = TAGS.iter().map(|(name, description)| json!({ "name": name, "description": description }));
    document["tags"] = tags.collect();
    let schemas = document["components"]["schemas"].clone();
    for (path, item) in members(&mut document["paths"]) {
        for (method, operation) in members(item) {
            complete_operation(path, method, operation, &schemas);
        }
    }
    document
}

fn members(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_object_mut().into_iter().flatten()
}

fn complete_operation(path: &str, method: &str, operation: &mut Value, schemas: &Value) {
    let tag = operation["tags"][0].as_str().unwrap_or_default().to_owned();
    operation["operationId"] = format!("{tag}_{}", operation["operationId"].as_str().unwrap_or_default()).into();
    if operation.get("description").is_none() {
        operation["description"] = operation["summary"].clone();
    }
    let is_write = method != "get" && operation["security"].to_string().contains("bearer");
    if is_write {
        add_key(operation);
    }
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
    parameters.into_iter().flatten().for_each(describe_parameter);
    for (status, said) in problems(path, operation, is_write) {
        if operation["responses"].get(status).is_none() {
            operation["responses"][status] = json!({ "description": said });
        }
    }
    for (status, response) in members(&mut operation["responses"]) {
        complete_response(status, response, schemas);
    }
}

fn add_key(operation: &mut Value) {
    let key = json!({
        "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "Yours, 1 to 200 bytes, new for each new request. For a day a repeat with the same key does \
            nothing new and gets the first answer again, with `Idempotent-Replayed: true`.",
        "schema": { "type": "string", "minLength": 1, "maxLength": 200 },
    });
    debug_assert!(key["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(idempotency::KEY)));
    match operation.get_mut("parameters").and_then(Value::as_array_mut) {
        Some(parameters) => parameters.push(key),
        None => operation["parameters"] = json!([key]),
    }
}

fn describe_parameter(parameter: &mut Value) {
    let said = match parameter["name"].as_str() {
        Some("id") => "The identifier.",
        Some("person") => "Who is reviewed.",
        Some("key") => "The stable name.",
        Some("token") => "The last part of a personal link, or of a stop link.",
        _ => return,
    };
    if parameter.get("description").is_none() {
        parameter["description"] = said.into();
    }
}

/// What can go wrong with an operation, beside what its own lines say.
fn problems(path: &str, operation: &Value, is_write: bool) -> Vec<(&'static str, &'static str)> {
    let (has_token, has_body) =
        (operation["security"].to_string().contains("bearer"), operation.get("requestBody").is_some());
    let has_query = operation["parameters"].as_array().is_some_and(|all| all.iter().any(|one| one["in"] == "query"));
    let of_oneself = ["/me", "/home"].contains(&path);
    [
        (has_token, "401", "No bearer token came, or one that opens nothing; `WWW-Authenticate` says which."),
        (has_token && !of_oneself, "403", "The token lacks a right; `detail` names it."),
        (path.contains('{'), "404", "There is no such thing, or it is out of reach; the two look alike."),
        (is_write, "409", "It does not work as things stand, or the first request with this key is still at work."),
        (has_body, "413", "The body is larger than this address takes; `detail` says how large it may be."),
        (has_body, "415", "The body has another media type."),
        (has_body || has_query || is_write, "422", "Something has to change; `problems` names each thing."),
        (true, "500", "A fault of the server; nothing was left half done."),
        (true, "503", "The database does not respond, or cannot take more now; try again after `Retry-After`."),
    ]
    .into_iter()
    .filter_map(|(can, status, said)| can.then_some((status, said)))
    .collect()
}

fn complete_response(status: &str, response: &mut Value, schemas: &Value) {
    let is_problem = status.starts_with(['4', '5']);
    if is_problem {
        response["content"] = json!({ MEDIA_TYPE: { "schema": { "$ref": "#/components/schemas/ProblemDocument" } } });
    }
    let header = match status {
        "401" => Some(("WWW-Authenticate", "`Bearer`, with `error=\"invalid_token\"` where a token came.")),
        "503" => Some(("Retry-After", "Seconds to wait.")),
        _ => None,
    };
    if let Some((name, said)) = header {
        response["headers"] = json!({ name: { "description": said, "schema": { "type": "string" } } });
    }
    if response["description"].as_str().is_none_or(str::is_empty) {
        response["description"] = match status {
            "409" => "It does not work as things stand; `detail` says why and what to do.".into(),
            "404" => "There is no such thing, or it is out of reach; the two look alike.".into(),
            _ => content_of(response, schemas).unwrap_or_else(|| "Done; there is nothing to tell.".to_owned()).into(),
        };
    }
}

/// What a response brings, in the words of its schema.
fn content_of(response: &Value, schemas: &Value) -> Option<String> {
    let content: &Map<String, Value> = response["content"].as_object()?;
    let (media_type, content) = content.iter().next()?;
    let named = |schema: &Value| {
        let name = schema["$ref"].as_str()?.rsplit('/').next()?;
        schemas[name]["description"].as_str().map(str::to_owned)
    };
    let schema = &content["schema"];
    let listed = || Some(format!("A list. Each entry: {}", named(&schema["items"])?));
    Some(named(schema).or_else(listed).unwrap_or_else(|| format!("A file: {media_type}.")))
}
