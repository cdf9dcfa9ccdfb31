//! What every handler can reach.

use std::sync::Arc;

use ayeneh_core::Core;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use super::throttle::Throttle;
use crate::{config::Config, trusted_proxies::TrustedProxies};

/// What every handler can reach; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The product.
    pub core: Core,
    /// Whether pages of development are open.
    pub development: bool,
    /// Whether `/bench/*` is open.
    pub bench: bool,
    /// Whether cookies are for https only.
    pub secure: bool,
    /// Renders `/metrics`.
    pub metrics: PrometheusHandle,
    /// Whose word about the client's address is believed.
    pub proxies: Arc<TrustedProxies>,
    /// Slows guessing down.
    pub throttle: Arc<Throttle>,
}

impl AppState {
    /// The state of one running server.
    pub fn new(core: Core, config: &Config) -> Self {
        // A second server in one process (tests) keeps the first's recorder; its own figures then stay empty.
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        let _ = metrics::set_global_recorder(recorder);
        Self {
            secure: core.settings.public_url.starts_with("https://"),
            core,
            development: config.development,
            bench: config.bench,
            metrics: handle,
            proxies: Arc::new(config.trusted_proxies.clone()),
            throttle: Arc::new(Throttle::new(config.sign_in_per_minute)),
        }
    }
}
