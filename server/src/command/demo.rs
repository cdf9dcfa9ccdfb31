//! `ayeneh demo`: the invented company, ready to be looked at.

use ayeneh_core::{
    Core,
    demo::{self, There},
};

use super::serve;
use crate::{config::Config, start};

/// Loads the demo into an empty database, prints how to sign in, and serves.
pub async fn run(config: Config) -> Result<(), String> {
    let core = start::core(&config, config.listen).await?;
    load(&core).await?;
    println!("Sign in as one of these; each shows what its role sees:");
    for shown in demo::sign_ins(&core) {
        println!("  {:<14}  {:<30}  {}", shown.role.key(), shown.email, shown.password);
    }
    core.db.close().await;
    serve::run(config).await
}

async fn load(core: &Core) -> Result<(), String> {
    match demo::there(core).await.map_err(|error| error.to_string())? {
        There::Demo => Ok(()),
        There::Nothing => {
            println!("Loading the demo company: 24 units, 600 people, 2,000 contacts, and their answers …");
            demo::load(core).await.map_err(|error| format!("the demo company could not be loaded: {error}"))
        }
        There::HalfOfTheDemo => {
            Err("loading the demo was interrupted. Remove the database (default ./data/ayeneh.db*) and start again."
                .into())
        }
        There::Somebody => Err("the database holds an organisation already. The demo needs an empty one: set \
             AYENEH_DATABASE_URL, e.g. sqlite://data/demo.db."
            .into()),
    }
}
