package dev.medialifecycle.testkit;

import org.jspecify.annotations.Nullable;

/** What a fake vendor answers, in JSON; {@code created} is the prediction that it began by that. */
record FakeReply(int status, String json, @Nullable FakePrediction created) {
    static FakeReply of(int status, String json) {
        return new FakeReply(status, json, null);
    }
}
