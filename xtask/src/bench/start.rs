//! P8 and P9: start to ready, memory at rest, size of the binary.

use std::{fs, path::Path};

use super::{Record, rounded, server::Data};
use crate::{
    command::{Failure, Result},
    steps::Steps,
};

/// Measures a second start: on the first the tables are made.
pub fn measure(binary: &Path, data: Data, steps: &mut Steps, record: &mut Record) -> Result<()> {
    let size = fs::metadata(binary).map_err(Failure::at(binary))?.len();
    steps.step("tables made", || data.run(&["migrate"]))?;
    let server = steps.step("server, started", || data.serve("serve"))?;
    record.insert("seconds".into(), rounded(server.start.as_secs_f64()));
    record.insert("rss_mb".into(), rounded(server.resident_mb()?));
    record.insert("binary_mb".into(), rounded(size as f64 / 1e6));
    Ok(())
}
