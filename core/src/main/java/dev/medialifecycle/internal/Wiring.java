package dev.medialifecycle.internal;

import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.check.Examination;
import dev.medialifecycle.internal.check.Retiring;
import dev.medialifecycle.internal.check.UrlStory;
import dev.medialifecycle.internal.delivery.ApplyingParked;
import dev.medialifecycle.internal.delivery.Inbox;
import dev.medialifecycle.internal.effect.EffectHandler;
import dev.medialifecycle.internal.effect.EffectRunner;
import dev.medialifecycle.internal.effect.Handled;
import dev.medialifecycle.internal.exit.Adoption;
import dev.medialifecycle.internal.exit.BlobEraser;
import dev.medialifecycle.internal.exit.Deleting;
import dev.medialifecycle.internal.exit.LeaveRules;
import dev.medialifecycle.internal.exit.Pacers;
import dev.medialifecycle.internal.exit.Pause;
import dev.medialifecycle.internal.exit.Quarantining;
import dev.medialifecycle.internal.exit.ReferenceDesk;
import dev.medialifecycle.internal.exit.Releases;
import dev.medialifecycle.internal.exit.SelfTestBlobs;
import dev.medialifecycle.internal.exit.SettlingUploads;
import dev.medialifecycle.internal.exit.UrlReleases;
import dev.medialifecycle.internal.intake.RoadIn;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.intake.Uploads;
import dev.medialifecycle.internal.relocation.Relocating;
import dev.medialifecycle.internal.state.Announcer;
import dev.medialifecycle.internal.state.Ground;
import dev.medialifecycle.internal.state.Leases;
import dev.medialifecycle.internal.state.Policies;
import dev.medialifecycle.internal.state.Providers;
import dev.medialifecycle.internal.state.State;
import dev.medialifecycle.internal.sweep.Cycle;
import dev.medialifecycle.internal.sweep.Execution;
import dev.medialifecycle.internal.sweep.MissingHandles;
import dev.medialifecycle.internal.sweep.Planner;
import dev.medialifecycle.internal.sweep.SelfTest;
import dev.medialifecycle.internal.work.CancelingJobs;
import dev.medialifecycle.internal.work.ForgettingJobs;
import dev.medialifecycle.internal.work.JobBook;
import dev.medialifecycle.internal.work.JobMoves;
import dev.medialifecycle.internal.work.OutputFetcher;
import dev.medialifecycle.internal.work.Outputs;
import dev.medialifecycle.internal.work.Polling;
import dev.medialifecycle.internal.work.PromotingOutputs;
import dev.medialifecycle.internal.work.TellingEnds;
import dev.medialifecycle.internal.work.WatchingOutputs;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.retention.ReferenceSource;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/** Puts the parts together, in the order in which data flows through them; the only place that knows them all. */
public record Wiring(
        Ground ground,
        In in,
        Exit exit,
        Work work,
        EffectRunner effects,
        Sweeps sweeps,
        Checks checks,
        ThreadFactory threads) {
    /** Wires a setup after checking that its parts fit each other; {@code ML-CFG-…} if they do not. */
    public static Wiring of(Setup setup) {
        Ground ground = ground(setup);
        In in = In.of(setup, ground);
        Exit exit = Exit.of(setup, ground);
        Work work = Work.of(setup, ground, in, exit);
        return new Wiring(
                ground,
                in,
                exit,
                work,
                effects(setup, ground, exit, work),
                Sweeps.of(setup, ground, in, exit),
                Checks.of(ground, in, exit),
                setup.ambience().threads());
    }

    private static Ground ground(Setup setup) {
        State state = new State(
                setup.repository(), setup.ambience().clock(), setup.ambience().ids());
        Providers providers = new Providers(setup.storage());
        if (providers.all().isEmpty()) {
            throw missing("No storage provider is configured. Next: builder.storage(...)");
        }
        Policies policies = setup.policies();
        policies.uploads().forEach((role, policy) -> checkBucket(setup, providers, role, policy));
        if (!policies.vendors().isEmpty()) {
            policies.upload(AssetRole.OUTPUT);
        }
        policies.vendors().values().forEach(Wiring::checkTrust);
        return new Ground(state, new Announcer(setup.listeners()), providers, policies);
    }

    private static void checkTrust(Vendor vendor) {
        if (vendor.poller() == null && !vendor.trust().isSufficient()) {
            throw new MediaLifecycleException(
                    ErrorCode.UNPROVEN_VENDOR,
                    ErrorKind.REJECTED,
                    "Deliveries of " + vendor.name() + " prove no more than "
                            + vendor.trust().proven() + ", and there is no poller to ask what is true. Next: let"
                            + " the vendor's API be asked, or accept the risk by vendor.withTrust(Trust.of("
                            + vendor.trust().proven() + ").believing("
                            + vendor.trust().proven() + "))");
        }
    }

    private static void checkBucket(Setup setup, Providers providers, AssetRole role, UploadPolicy policy) {
        providers.get(policy.provider());
        Setup.Bucket bucket = new Setup.Bucket(policy.provider(), policy.bucket());
        if (setup.retired().contains(bucket)) {
            throw new MediaLifecycleException(
                    ErrorCode.BUCKET_RETIRED,
                    ErrorKind.REJECTED,
                    "Role \"" + role.name() + "\" would be stored in " + bucket
                            + ", which is retired. Next: give its upload policy another bucket");
        }
    }

    /** The road in. */
    public record In(Spool spool, RoadIn road, Uploads uploads) {
        static In of(Setup setup, Ground on) {
            Spool spool = new Spool(setup.ambience().spool());
            RoadIn road = new RoadIn(on, setup.retention(), setup.limits().confirmUploadsWithin());
            return new In(spool, road, new Uploads(on, spool, road));
        }
    }

    /** The road out. */
    public record Exit(
            ReferenceDesk references,
            Pause pause,
            Releases releases,
            UrlReleases urlReleases,
            Adoption adoption,
            SettlingUploads unconfirmed,
            Quarantining quarantining,
            Deleting deleting,
            BlobEraser eraser,
            Pacers pacers) {
        static Exit of(Setup setup, Ground on) {
            State state = on.state();
            List<ReferenceSource> sources = new ArrayList<>();
            setup.references().forEach(make -> sources.add(make.apply(on.providers())));
            if (setup.selfTest() == SelfTest.Wish.WANTED) {
                sources.add(new SelfTestBlobs());
            }
            checkNames(sources);
            ReferenceDesk references = new ReferenceDesk(state, setup.declared(), sources);
            Pause pause = new Pause(on);
            LeaveRules rules = new LeaveRules(state, setup.retention());
            Releases releases = new Releases(on);
            Adoption adoption = new Adoption(on, rules);
            List<String> names =
                    on.providers().all().stream().map(StorageProvider::name).toList();
            Pacers pacers = new Pacers(state, names, setup.limits().deletesASecond());
            BlobEraser eraser = new BlobEraser(on.providers(), pacers, setup.belief());
            return new Exit(
                    references,
                    pause,
                    releases,
                    new UrlReleases(on, releases, adoption),
                    adoption,
                    new SettlingUploads(on, setup.limits().confirmUploadsWithin()),
                    new Quarantining(on, references, pause, rules),
                    new Deleting(on, references, pause, rules, eraser),
                    eraser,
                    pacers);
        }

        private static void checkNames(List<ReferenceSource> sources) {
            Set<String> names = new HashSet<>();
            for (ReferenceSource source : sources) {
                if (!names.add(source.name())) {
                    throw missing("Two reference sources are named \"" + source.name() + "\". Next: rename one");
                }
            }
        }
    }

    /** Jobs, from opening to the last kept output. */
    public record Work(
            JobBook jobs,
            JobMoves moves,
            CancelingJobs canceling,
            ForgettingJobs forgetting,
            Outputs outputs,
            Inbox inbox) {
        static Work of(Setup setup, Ground on, In in, Exit exit) {
            Setup.Ambience ambience = setup.ambience();
            JobMoves moves = new JobMoves(on, setup.retention(), setup.keeping());
            OutputFetcher fetcher = new OutputFetcher(ambience.http(), ambience.fetch(), in.spool());
            Outputs outputs = new Outputs(on, fetcher, in.road(), moves, exit.releases(), exit.unconfirmed());
            return new Work(
                    new JobBook(on, exit.releases()),
                    moves,
                    new CancelingJobs(on, moves, exit.releases()),
                    new ForgettingJobs(on),
                    outputs,
                    new Inbox(on, moves, setup.limits().maxDeliveryBytes()));
        }
    }

    /** What people ask. */
    public record Checks(Examination examination, UrlStory urls, Retiring retiring, MissingHandles missingHandles) {
        static Checks of(Ground on, In in, Exit exit) {
            return new Checks(
                    new Examination(on, in.spool(), exit.references(), exit.pause(), exit.eraser()),
                    new UrlStory(on),
                    new Retiring(on, exit.references()),
                    new MissingHandles(on));
        }
    }

    /** Looking for what nobody remembers, and moving what somebody does. */
    public record Sweeps(Planner planner, Execution execution, Cycle cycle, Relocating relocating, Leases leases) {
        static Sweeps of(Setup setup, Ground on, In in, Exit exit) {
            SelfTest selfTest = new SelfTest(on, setup.selfTest());
            Leases leases = new Leases(on.state(), setup.limits().lease());
            Planner planner = new Planner(on, exit.references(), selfTest);
            Execution execution = new Execution(on, exit.references(), exit.pause(), exit.adoption(), leases, selfTest);
            Cycle cycle = new Cycle(
                    on,
                    in.spool(),
                    planner,
                    execution,
                    setup.retention(),
                    exit.quarantining(),
                    exit.pause(),
                    leases,
                    selfTest);
            Relocating relocating = new Relocating(
                    on,
                    new Relocating.Roads(in.spool(), exit.pause(), exit.releases(), exit.unconfirmed()),
                    leases,
                    setup.limits().confirmUploadsWithin(),
                    place -> setup.retired().contains(new Setup.Bucket(place.provider(), place.bucket())));
            return new Sweeps(planner, execution, cycle, relocating, leases);
        }
    }

    private static EffectRunner effects(Setup setup, Ground on, Exit exit, Work work) {
        State state = on.state();
        Duration jobsAppearWithin = setup.limits().jobsAppearWithin();
        PromotingOutputs promoting = new PromotingOutputs(state, work.outputs(), exit.pause());
        Polling polling = new Polling(on, work.moves());
        ApplyingParked parked = new ApplyingParked(on, work.moves(), polling, jobsAppearWithin);
        TellingEnds telling = new TellingEnds(on);
        Map<Class<? extends Effect>, EffectHandler> handlers = new HashMap<>();
        handlers.put(Effect.Quarantine.class, exit.quarantining());
        handlers.put(Effect.DeleteBlob.class, exit.deleting());
        each(handlers, Effect.SettleUpload.class, exit.unconfirmed()::settle);
        each(handlers, Effect.ApplyDelivery.class, parked::apply);
        each(handlers, Effect.PromoteOutput.class, promoting::promote);
        each(handlers, Effect.PollJob.class, polling::poll);
        each(handlers, Effect.WatchOutputs.class, new WatchingOutputs(on)::watch);
        each(handlers, Effect.CancelJob.class, work.canceling()::order);
        each(handlers, Effect.ForgetJob.class, work.forgetting()::order);
        each(handlers, Effect.TellJobEnded.class, telling::tell);
        return new EffectRunner(on, setup.limits().lease(), handlers, exit.pacers());
    }

    private static <E extends Effect> void each(
            Map<Class<? extends Effect>, EffectHandler> handlers, Class<E> kind, Function<E, Handled> work) {
        handlers.put(kind, EffectHandler.each(kind, work));
    }

    private static MediaLifecycleException missing(String text) {
        return new MediaLifecycleException(ErrorCode.MISSING_PART, ErrorKind.REJECTED, text);
    }
}
