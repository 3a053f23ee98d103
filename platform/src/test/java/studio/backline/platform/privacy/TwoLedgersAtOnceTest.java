package studio.backline.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.privacy.Audience.AUTUMN;
import static studio.backline.platform.privacy.Audience.SPRING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Whoever says no in several ways, while the list that brought them is taken back, is heard. */
class TwoLedgersAtOnceTest {

    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "at-once");
    private static final List<Channel> WAYS = List.of(Channel.SMS, Channel.EMAIL, Channel.POST);

    private final Audience audience = Audience.of(PLUGIN);

    /** Of several sources, since they once decided on the order of the ways. */
    @ParameterizedTest
    @ValueSource(strings = {"Letter", "Phone", "a", "b", "c", "d"})
    void neitherWaitsForTheOtherForEver(String source) {
        SubjectId fan = SubjectId.next();
        audience.run(
                () -> {
                    audience.subjects().register(fan, SubjectKind.FAN);
                    audience.ledger().record(all(fan, ConsentEvent.GRANTED, "List", SPRING));
                });
        List<CompletableFuture<Integer>> both = audience.in(() -> whileOneIsHeld(fan, source));
        assertThat(both)
                .allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(audience.standing(fan).values())
                .hasSize(WAYS.size())
                .extracting(Standing::state)
                .containsOnly(Standing.State.OBJECTED);
    }

    /** Each once took the addresses of one source after those of another. */
    @Test
    void twoWhoCloseTheSameAddressesFromSeveralSourcesWaitInOneOrder() {
        List<SubjectId> fans = List.of(SubjectId.next(), SubjectId.next(), SubjectId.next());
        audience.run(() -> fans.forEach(f -> audience.subjects().register(f, SubjectKind.FAN)));
        List<CompletableFuture<Integer>> both =
                audience.in(
                        () -> {
                            audience.ledger().record(List.of(closed(fans.get(2), "held", "b")));
                            return List.of(
                                    closing(1, fans.get(0), List.of("one", "held", "other")),
                                    closing(2, fans.get(1), List.of("other", "held", "one")));
                        });
        assertThat(both)
                .allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(fans)
                .allSatisfy(
                        fan ->
                                assertThat(audience.standing(fan).values())
                                        .extracting(Standing::state)
                                        .containsExactly(Standing.State.WITHDRAWN));
    }

    /** Each from a source of its own, in the order of these; waits like so many with it. */
    private CompletableFuture<Integer> closing(int waiting, SubjectId fan, List<String> addresses) {
        List<ConsentRecord> noes = new ArrayList<>();
        for (String address : addresses) {
            noes.add(closed(fan, address, String.valueOf((char) ('a' + noes.size()))));
        }
        CompletableFuture<Integer> call = begun(() -> audience.ledger().record(noes));
        waiting(waiting, call);
        return call;
    }

    private static ConsentRecord closed(SubjectId fan, String address, String source) {
        return new ConsentRecord(
                fan,
                Channel.EMAIL,
                ConsentEvent.WITHDRAWN,
                Optional.empty(),
                source,
                AUTUMN,
                Optional.of(address + "@example.org"));
    }

    /** The undo and the no, begun in turn while this transaction holds the way in between. */
    private List<CompletableFuture<Integer>> whileOneIsHeld(SubjectId fan, String source) {
        audience.ledger()
                .record(List.of(entry(fan, Channel.POST, ConsentEvent.WITHDRAWN, "Card", AUTUMN)));
        CompletableFuture<Integer> undo =
                begun(() -> audience.ledger().undoGrants(List.of(fan), "Undone"));
        waiting(1, undo);
        List<ConsentRecord> noes = all(fan, ConsentEvent.OBJECTED, source, AUTUMN);
        CompletableFuture<Integer> no = begun(() -> audience.ledger().record(noes));
        waiting(2, no);
        return List.of(undo, no);
    }

    private CompletableFuture<Integer> begun(Supplier<Integer> work) {
        return CompletableFuture.supplyAsync(
                () -> audience.in(work), command -> Thread.ofPlatform().start(command));
    }

    /** Until so many wait for what somebody else has locked. */
    private static void waiting(int many, CompletableFuture<?> last) {
        while (!last.isDone()
                && Core.shared()
                                .behind()
                                .sql("select count(*) from pg_locks where not granted")
                                .query(Integer.class)
                                .single()
                        < many) {
            Thread.onSpinWait();
        }
    }

    private static List<ConsentRecord> all(
            SubjectId fan, ConsentEvent event, String source, Instant at) {
        return WAYS.stream().map(way -> entry(fan, way, event, source, at)).toList();
    }

    private static ConsentRecord entry(
            SubjectId fan, Channel way, ConsentEvent event, String source, Instant at) {
        return new ConsentRecord(
                fan,
                way,
                event,
                Optional.of(LawfulBasis.CONSENT).filter(_ -> !event.tightens()),
                source,
                at,
                Optional.empty());
    }
}
