package dev.medialifecycle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The rules of the house, for any base package, so that fixtures can break them on purpose. */
final class Rules {
    /** A package may use only itself and packages above it. */
    static final List<String> STORY = List.of(
            "error",
            "diagnosis",
            "blob",
            "rest",
            "asset",
            "upload",
            "job",
            "webhook",
            "httpserver",
            "release",
            "retention",
            "outbox",
            "repository",
            "sweep",
            "relocation",
            "listener",
            "memory",
            "local",
            "internal.state",
            "internal.effect",
            "internal.intake",
            "internal.exit",
            "internal.work",
            "internal.delivery",
            "internal.sweep",
            "internal.relocation",
            "internal.check",
            "internal",
            "");

    private static final Set<String> TIME_AND_CHANCE = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.lang.Thread.sleep",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.Random.<init>",
            "java.security.SecureRandom.<init>");

    private Rules() {}

    static ArchRule storyOrder(String base) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(base + "..")
                .should(new ArchCondition<>("use only packages above their own in the story") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            String target = dependency.getTargetClass().getPackageName();
                            if (place(base, target) > place(base, type.getPackageName())) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        }
                    }
                });
    }

    static ArchRule noCycles(String base) {
        return slices().matching(base + ".(**)").should().beFreeOfCycles();
    }

    static ArchRule oneDoorForDeletes(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .doNotHaveSimpleName("BlobEraser")
                .should()
                .callMethodWhere(new DescribedPredicate<>("the target is StorageProvider.delete") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                        return call.getName().equals("delete")
                                && call.getTarget()
                                        .getRawParameterTypes()
                                        .get(0)
                                        .isEquivalentTo(List.class)
                                && call.getTargetOwner().isAssignableTo(dev.medialifecycle.blob.StorageProvider.class);
                    }
                });
    }

    static ArchRule timeAndChanceAreGiven(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .haveSimpleNameNotEndingWith("Builder")
                .should()
                .accessTargetWhere(new DescribedPredicate<>("the target reads time or chance of its own") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        String target = access.getTargetOwner().getFullName() + "." + access.getName();
                        return TIME_AND_CHANCE.contains(target)
                                || access.getTargetOwner().isAssignableTo(Clock.class)
                                        && access.getName().startsWith("system");
                    }
                });
    }

    static ArchRule threadsAreAskedFor(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .doNotHaveSimpleName("Background")
                .should()
                .callConstructorWhere(new DescribedPredicate<>("a thread is made") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaConstructorCall call) {
                        return call.getTargetOwner().isAssignableTo(Thread.class);
                    }
                })
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors");
    }

    static ArchRule internalsStayInside(String base) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackages(base + ".internal..", base)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage(base + ".internal..");
    }

    private static int place(String base, String packageName) {
        if (packageName.equals(base)) {
            return STORY.size() - 1;
        }
        if (!packageName.startsWith(base + ".")) {
            return -1;
        }
        int place = STORY.indexOf(packageName.substring(base.length() + 1));
        if (place < 0) {
            throw new AssertionError(packageName + " has no place in the story; give it one in Rules.STORY");
        }
        return place;
    }
}
