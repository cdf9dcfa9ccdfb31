//! Answers many callers with one piece of work: what arrives while a batch is under way makes the next one.
//!
//! Nobody waits for a batch to fill: a lone caller is a batch of one, and under load the batches grow by themselves.

use std::{future::Future, sync::Mutex};

use tokio::{
    sync::{mpsc, oneshot, watch},
    task::JoinHandle,
};

use crate::error::{Error, Result};

/// So many may wait for the next batch; further callers wait to be let in.
const WAITING: usize = 8_192;

type Caller<Q, A> = (Q, oneshot::Sender<Result<A>>);

/// A task that takes questions and answers them in batches.
#[derive(Debug)]
pub struct Batcher<Q, A> {
    door: mpsc::Sender<Caller<Q, A>>,
    stop: watch::Sender<bool>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl<Q: Send + 'static, A: Send + 'static> Batcher<Q, A> {
    /// Starts the task. `work` gets up to `most` questions and answers them in their order.
    pub fn start<F, W>(most: usize, work: F) -> Self
    where
        F: Fn(Vec<Q>) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Vec<A>>> + Send + 'static,
    {
        let (door, mut waiting) = mpsc::channel::<Caller<Q, A>>(WAITING);
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut batch = Vec::new();
            loop {
                tokio::select! {
                    biased;
                    Ok(()) = stopped.changed() => waiting.close(),
                    count = waiting.recv_many(&mut batch, most) => match count {
                        0 => return,
                        _ => answer(std::mem::take(&mut batch), &work).await,
                    },
                }
            }
        });
        Self { door, stop, task: Mutex::new(Some(task)) }
    }

    /// Asks and waits for the answer.
    ///
    /// # Errors
    /// What the work failed with; after [`Self::stop`] that nothing is taken any more.
    pub async fn ask(&self, question: Q) -> Result<A> {
        let (reply, answer) = oneshot::channel();
        self.door.send((question, reply)).await.map_err(|_| unavailable("shutting down"))?;
        answer.await.unwrap_or_else(|_| Err(unavailable("the work was broken off")))
    }

    /// Lets nobody in any more, answers everybody who is, and ends.
    pub async fn stop(&self) {
        self.stop.send_replace(true);
        let task = self.task.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(task) = task {
            // A task that panicked has nothing left to wait for.
            let _ = task.await;
        }
    }
}

async fn answer<Q, A, F, W>(callers: Vec<Caller<Q, A>>, work: &F)
where
    A: Send + 'static,
    F: Fn(Vec<Q>) -> W,
    W: Future<Output = Result<Vec<A>>> + Send + 'static,
{
    let (questions, replies): (Vec<_>, Vec<_>) = callers.into_iter().unzip();
    // A task of its own: a panic fails this batch and not all later ones.
    let answers = match tokio::spawn(work(questions)).await {
        Ok(answers) => answers,
        Err(broken) => Err(Error::Internal(broken.to_string())),
    };
    match answers {
        // Whoever hung up meanwhile needs no answer.
        Ok(answers) => replies.into_iter().zip(answers).for_each(|(reply, answer)| _ = reply.send(Ok(answer))),
        Err(error) => {
            tracing::error!(%error, "a batch of {} failed", replies.len());
            let text = error.to_string();
            replies.into_iter().for_each(|reply| _ = reply.send(Err(unavailable(&text))));
        }
    }
}

/// An error that means: try again.
fn unavailable(why: &str) -> Error {
    Error::Database(sqlx::Error::Protocol(why.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex as StdMutex};

    use super::*;

    #[tokio::test]
    async fn what_waits_is_one_batch_and_stopping_drains_it() {
        let sizes = Arc::new(StdMutex::new(Vec::new()));
        let seen = sizes.clone();
        let batcher = Arc::new(Batcher::start(8, move |batch: Vec<u32>| {
            seen.lock().expect("one thread").push(batch.len());
            async move {
                tokio::task::yield_now().await;
                Ok(batch.into_iter().map(|n| n * 2).collect())
            }
        }));
        let asking: Vec<_> = (0..20)
            .map(|n| {
                let batcher = batcher.clone();
                tokio::spawn(async move { (n, batcher.ask(n).await.expect("answered")) })
            })
            .collect();
        tokio::task::yield_now().await;
        batcher.stop().await;
        for asked in asking {
            let (n, answer) = asked.await.expect("ends");
            assert_eq!(answer, n * 2);
        }
        let sizes = sizes.lock().expect("one thread").clone();
        assert_eq!(sizes.iter().sum::<usize>(), 20);
        assert!(sizes.len() < 20 && sizes.iter().all(|size| *size <= 8), "{sizes:?}");
        assert!(matches!(batcher.ask(1).await, Err(Error::Database(_))));
    }

    #[tokio::test]
    async fn a_panic_fails_its_batch_only() {
        let batcher = Batcher::start(1, |batch: Vec<u32>| async move {
            assert!(batch[0] != 13, "unlucky");
            Ok(batch)
        });
        assert!(batcher.ask(13).await.is_err());
        assert_eq!(batcher.ask(14).await.expect("still there"), 14);
    }
}
