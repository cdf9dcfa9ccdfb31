//! What all operations of the description share.

use serde::{Deserialize, Serialize};
use utoipa::{
    Modify, ToSchema,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use uuid::Uuid;

/// Text in both languages.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Persian.
    pub fa: String,
    /// In English.
    pub en: String,
}

/// What was made.
#[derive(Serialize, ToSchema)]
pub struct Made {
    /// Its identifier.
    pub id: Uuid,
}

/// Adds the bearer scheme.
pub struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_with(Default::default);
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    }
}
