package studio.backline.platform.pluginhost.lifecycle;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginState;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.pluginhost.running.FailedStart;

/** A plugin's row: what is wished, what is so, and a change under way. */
record PluginRow(
        PluginId id,
        Release release,
        boolean enabled,
        PluginState state,
        Optional<String> reason,
        Optional<ChangeStep> step,
        Optional<Release> former,
        Instant installedAt) {

    /** A version and the jar that it came in. */
    record Release(PluginVersion version, String sha256) {}

    static PluginRow begun(PluginId id, Release release, ChangeStep step, Instant now) {
        return new PluginRow(
                id,
                release,
                true,
                PluginState.STARTING,
                Optional.empty(),
                Optional.of(step),
                Optional.empty(),
                now);
    }

    /** The change to another release has begun; what was wished before is, until that one runs. */
    PluginRow upgrading(Release next, Instant now) {
        return new PluginRow(
                id,
                next,
                enabled,
                PluginState.STARTING,
                Optional.empty(),
                Optional.of(ChangeStep.UPGRADING),
                Optional.of(release),
                now);
    }

    /** The former release is the one again, and nothing is under way. */
    PluginRow reverted() {
        return new PluginRow(
                id,
                former.orElse(release),
                enabled,
                state,
                reason,
                Optional.empty(),
                Optional.empty(),
                installedAt);
    }

    PluginRow at(ChangeStep next) {
        return new PluginRow(
                id, release, enabled, state, reason, Optional.of(next), former, installedAt);
    }

    PluginRow wished(boolean wish) {
        return new PluginRow(id, release, wish, state, reason, step, former, installedAt);
    }

    PluginRow seen(PluginState now) {
        return new PluginRow(
                id, release, enabled, now, Optional.empty(), step, former, installedAt);
    }

    PluginRow seen(PluginState now, String why) {
        return new PluginRow(
                id, release, enabled, now, Optional.of(why), step, former, installedAt);
    }

    /** It does not start; one that hung is switched off, so that no start waits for it again. */
    PluginRow failed(PluginRefusedException refused, String why) {
        return wished(enabled && !FailedStart.isOfTime(refused)).seen(PluginState.FAILED, why);
    }

    /**
     * Whether it is on its way out, by a removal or because its installation is taken back: it does
     * not run, and what becomes of it is decided already.
     */
    boolean isLeaving() {
        return step.map(
                        each ->
                                switch (each) {
                                    case INSTALLING, RETURNING, REMOVING_KEEP, REMOVING_ERASE ->
                                            true;
                                    case UPGRADING, MIGRATED -> false;
                                })
                .orElse(false);
    }

    boolean isUnderWay() {
        return step.isPresent();
    }

    /** This row, when nothing of it is to be finished first. */
    PluginRow requireStaying() {
        if (isLeaving()) {
            throw Refusals.of("leaving", id, reason.orElse(""));
        }
        return this;
    }

    /** No change is under way any more. */
    PluginRow settled() {
        return new PluginRow(
                id,
                release,
                enabled,
                state,
                reason,
                Optional.empty(),
                Optional.empty(),
                installedAt);
    }
}
