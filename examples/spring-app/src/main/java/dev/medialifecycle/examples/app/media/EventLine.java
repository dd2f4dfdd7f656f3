package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.listener.MediaEvent;

/** One line for one event, without anything that opens a door: a vendor's URLs are not in it. */
final class EventLine {
    private EventLine() {}

    static String of(MediaEvent event) {
        String subject = subject(event);
        return subject.isEmpty() ? event.toString() : event.getClass().getSimpleName() + " " + subject;
    }

    private static String subject(MediaEvent event) {
        if (event instanceof MediaEvent.UploadAccepted told) {
            return asset(told.asset());
        } else if (event instanceof MediaEvent.AssetQuarantined told) {
            return asset(told.asset()) + " cause=" + told.asset().cause();
        } else if (event instanceof MediaEvent.AssetRestored told) {
            return asset(told.asset());
        } else if (event instanceof MediaEvent.AssetDeleted told) {
            return asset(told.asset()) + " cause=" + told.asset().cause() + " verdict=" + told.verdict();
        } else if (event instanceof MediaEvent.DeletionFailed told) {
            return asset(told.asset()) + " verdict=" + told.deletion().verdict() + " givenUp=" + told.givenUp();
        } else if (event instanceof MediaEvent.OutputKept told) {
            return "job=" + told.job() + " index=" + told.index() + " " + asset(told.asset());
        }
        return aboutJobs(event);
    }

    private static String aboutJobs(MediaEvent event) {
        if (event instanceof MediaEvent.JobOpened told) {
            return job(told.job());
        } else if (event instanceof MediaEvent.JobStatusChanged told) {
            return job(told.job()) + " before=" + told.before();
        } else if (event instanceof MediaEvent.JobSucceeded told) {
            return job(told.job());
        } else if (event instanceof MediaEvent.JobFailed told) {
            return job(told.job()) + " failure=\"" + told.job().failure() + "\"";
        } else if (event instanceof MediaEvent.OutcomeConflict told) {
            return job(told.job()) + " said=" + told.said();
        } else if (event instanceof MediaEvent.SweepCompleted told) {
            return told.plan().scope() + " executed=" + told.executed() + " "
                    + told.plan().counts();
        }
        return "";
    }

    private static String asset(Asset asset) {
        return "asset=" + asset.id() + " owner=" + asset.owner() + " at=" + asset.location();
    }

    private static String job(Job job) {
        return "job=" + job.id() + " owner=" + job.owner() + " status=" + job.status();
    }
}
