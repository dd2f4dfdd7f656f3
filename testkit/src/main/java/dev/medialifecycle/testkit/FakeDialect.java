package dev.medialifecycle.testkit;

import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** How one vendor speaks: its API, its webhooks, and its words for how a prediction is. */
interface FakeDialect {
    /** The token its API asks for. */
    String token();

    /** Answers a request to its API; throws what makes it no order, which is then refused by 422. */
    FakeReply answer(Request request, String path, FakePredictions predictions) throws IOException;

    /** The id of the next message about a prediction. */
    String messageId(FakePrediction prediction);

    /** The body of a webhook about a prediction as it is. */
    String webhook(FakePrediction prediction);

    /** Outputs as they stand in its JSON. */
    String output(List<URI> urls);

    /** Its words. */
    Words words();

    /** The words that it uses while a prediction waits, while it works, and when it has ended. */
    record Words(String waiting, String working, String succeeded, String failed, String canceled) {
        boolean isOver(FakePrediction prediction) {
            return !List.of(waiting, working).contains(prediction.status());
        }
    }
}
