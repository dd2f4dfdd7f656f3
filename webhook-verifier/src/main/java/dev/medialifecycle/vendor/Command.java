package dev.medialifecycle.vendor;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.rest.RestAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's API is told about a job, as data: method and path, for jobs whose ids begin with {@code prefix}, which may be empty.
 * A job that has ended, or that nobody knows, is nothing to complain about.
 */
record Command(
        String method, String path, String prefix, @Nullable String json) {
    /** That nothing is to be done, in vendors' answers: no such job, not in this state, already over. */
    private static final List<Integer> NEEDLESS = List.of(400, 404, 409, 410);

    /** For all jobs. */
    static Command of(String method, String path) {
        return new Command(method, path, "", null);
    }

    /** The same, for jobs whose ids begin so. */
    Command onlyFor(String newPrefix) {
        return new Command(method, path, newPrefix, json);
    }

    /** The same, with this JSON as its body, in which stands <code>{id}</code>. */
    Command body(String newJson) {
        return new Command(method, path, prefix, newJson);
    }

    /** Throws when the vendor cannot be told. */
    void give(VendorApi api, VendorJobId job) {
        if (!job.id().startsWith(prefix) || !api.canKnow(job)) {
            return;
        }
        RestAnswer answer = api.change(job, method, path, json);
        if (!answer.isSuccess() && !NEEDLESS.contains(answer.status())) {
            throw api.refused(job, answer);
        }
    }
}
