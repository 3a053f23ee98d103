package studio.backline.platform.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** The people of a workspace as one plugin knows them, and what they said of their mail. */
final class Audience {

    static final Instant SPRING = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant AUTUMN = Instant.parse("2026-10-01T10:00:00Z");

    private final PluginHome plugin;
    private final Caller caller;
    private final Subjects subjects;
    private final ConsentLedger ledger;

    private Audience(PluginHome plugin, Caller caller) {
        this.plugin = plugin;
        this.caller = caller;
        this.subjects = Core.shared().bean(SubjectRegister.class).on(plugin.connection());
        this.ledger = Core.shared().bean(ConsentRegister.class).on(plugin.connection());
    }

    /** In a workspace of its own. */
    static Audience of(PluginHome plugin) {
        return new Audience(plugin, plugin.newWorkspace());
    }

    /** The same workspace, as another plugin knows it. */
    Audience knownTo(PluginHome other) {
        return new Audience(other, caller);
    }

    Caller caller() {
        return caller;
    }

    Subjects subjects() {
        return subjects;
    }

    ConsentLedger ledger() {
        return ledger;
    }

    <T> T in(Supplier<T> work) {
        return plugin.in(caller, work);
    }

    void run(Runnable work) {
        in(
                () -> {
                    work.run();
                    return true;
                });
    }

    SubjectId fan() {
        SubjectId id = SubjectId.next();
        run(() -> subjects.register(id, SubjectKind.FAN));
        return id;
    }

    /** The plugin lets go of the person. */
    void takeBack(SubjectId fan) {
        run(() -> subjects.withdraw(List.of(fan)));
    }

    int record(ConsentRecord... entries) {
        return in(() -> ledger.record(List.of(entries)));
    }

    boolean open(SubjectId fan, String address, String reason) {
        return in(() -> ledger.open(fan, Channel.EMAIL, address, reason));
    }

    Map<Channel, Standing> standing(SubjectId fan) {
        return in(() -> ledger.standing(fan));
    }

    Standing.State state(SubjectId fan) {
        return standing(fan).get(Channel.EMAIL).state();
    }

    Map<String, Standing> suppressed(String... addresses) {
        return in(() -> ledger.suppressions(Channel.EMAIL, List.of(addresses)));
    }

    byte[] hash(Channel channel, String address) {
        return plugin.as(caller, () -> ledger.addressHash(channel, address));
    }

    long key(Channel channel, String address) {
        return plugin.as(caller, () -> ledger.addressKey(channel, address));
    }

    static ConsentRecord entry(SubjectId fan, ConsentEvent event, Instant at, String address) {
        return new ConsentRecord(
                fan,
                Channel.EMAIL,
                event,
                event == ConsentEvent.GRANTED ? Optional.of(LawfulBasis.CONSENT) : Optional.empty(),
                "Import of fans.csv",
                at,
                Optional.of(address));
    }
}
