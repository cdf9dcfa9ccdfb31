//! `ayeneh serve`: listens, serves, and stops without dropping what is under way.

use std::net::SocketAddr;

use axum::serve::ListenerExt;
use ayeneh_core::{mail, sign_in::ensure_set_up_link};
use tokio::{net::TcpListener, sync::watch};
use tracing_subscriber::EnvFilter;

use crate::{
    config::Config,
    http::{self, AppState},
    jobs, start,
};

/// Serves until the process is asked to stop.
pub async fn run(config: Config) -> Result<(), String> {
    let filter = EnvFilter::try_new(&config.log).map_err(|error| format!("AYENEH_LOG is not understood: {error}"))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        format!("{} cannot be used: {error}. Set AYENEH_LISTEN, e.g. 127.0.0.1:8081.", config.listen)
    })?;
    let listening = listener.local_addr().map_err(|error| error.to_string())?;
    let core = start::core(&config, listening).await?;
    let transport = start::mail_transport(&config)?;
    if let Some(link) = ensure_set_up_link(&core).await.map_err(|error| error.to_string())? {
        println!("Nothing is set up yet. Open this link once to begin:\n  {link}");
    }
    println!("Ayeneh serves {} ({})", core.settings.public_url, core.db.engine());
    let (stop, stopping) = watch::channel(false);
    let mail = mail::run(core.clone(), transport, stopping.clone());
    // A benchmark's made-up company has a hundred thousand mails waiting for nobody.
    let sends = !config.bench;
    let mail = tokio::spawn(async move {
        if sends {
            mail.await
        }
    });
    let links = tokio::spawn(jobs::run_links(core.clone(), stopping.clone()));
    let jobs = tokio::spawn(jobs::run(core.clone(), stopping));
    let app = http::router(AppState::new(core.clone(), &config)).into_make_service_with_connect_info::<SocketAddr>();
    // Without this every response waits for the other side's delayed acknowledgement.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was refused");
        }
    });
    axum::serve(listener, app).with_graceful_shutdown(asked_to_stop()).await.map_err(|error| error.to_string())?;
    // The workers end what is under way and put the rest back; without them there is nobody to tell.
    let _ = stop.send(true);
    let _ = tokio::join!(mail, links, jobs);
    core.stop().await;
    core.db.close().await;
    Ok(())
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! { _ = interrupt => (), _ = terminate.recv() => () },
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
    tracing::info!("stopping: requests under way are finished first");
}
