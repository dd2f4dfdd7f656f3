package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.testkit.ServiceFaults;
import dev.medialifecycle.testkit.imagekit.FakeImageKit;
import dev.medialifecycle.testkit.imagekit.ImageKitTrouble;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Troubles of the contract, in the fake. */
final class FakeFaults implements ServiceFaults {
    private final FakeImageKit imagekit;

    FakeFaults(FakeImageKit imagekit) {
        this.imagekit = imagekit;
    }

    @Override
    public Set<Trouble> possible() {
        return EnumSet.allOf(Trouble.class);
    }

    @Override
    public void begin(Trouble trouble, BlobLocation blob) {
        switch (trouble) {
            case ANSWERS_LOST -> imagekit.breakDown(new ImageKitTrouble.LostAnswer());
            case REQUESTS_LOST -> imagekit.breakDown(new ImageKitTrouble.LostRequest());
            case DOWN -> imagekit.breakDown(new ImageKitTrouble.Answer(503, "<html>down</html>"));
            case THROTTLED ->
                imagekit.breakDown(new ImageKitTrouble.Answer(
                        429, "{\"message\":\"too many\"}", Map.of("X-RateLimit-Reset", "1")));
            case KEEPS_ONE ->
                imagekit.refuseBulkDelete(
                        imagekit.fileAt(Account.path(blob)).orElseThrow().id(), "it is in use");
        }
    }

    @Override
    public void end() {
        imagekit.recover();
    }
}
