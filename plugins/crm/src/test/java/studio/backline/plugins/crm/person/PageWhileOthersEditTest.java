package studio.backline.plugins.crm.person;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.testkit.flat.FlatHost;

/** One pages through the list while another adds, renames and deletes between any two pages. */
class PageWhileOthersEditTest {

    private static final int STAYING = 90;
    private static final int PAGE = 7;

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final Caller reader = host.newWorkspace();
    private final Caller editor = host.member(reader, Role.MEMBER);
    private final Random random = new Random(20_261_121);
    private final List<PersonProfile> moving = new ArrayList<>();
    private final List<String> staying = new ArrayList<>();

    PageWhileOthersEditTest() {
        host.run(
                reader,
                () -> {
                    for (int i = 0; i < STAYING; i++) {
                        String name = "Stay %03d".formatted(random.nextInt(1000) * 100 + i);
                        staying.add(name);
                        people.add(person("", name));
                        moving.add(people.add(person("", name() + " Moves")));
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(PeopleSort.class)
    void whoWasThereAllTheWhileIsShownOnceForwardAndBack(PeopleSort sort) {
        assertOnceBothWays(PartyFilter.ALL, sort);
    }

    @Test
    void soIsWhoASearchFindsAmongThoseOfARole() {
        PartyFilter filter = new PartyFilter("st", Optional.of(PartyRole.FAN), Optional.empty());

        assertOnceBothWays(filter, PeopleSort.NAME);
        assertOnceBothWays(PartyFilter.search("stay"), PeopleSort.CREATED);
    }

    private void assertOnceBothWays(PartyFilter filter, PeopleSort sort) {
        List<String> down = walk(filter, sort, false);
        List<String> up = walk(filter, sort, true);

        assertThat(down).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(staying);
        Collections.reverse(up);
        assertThat(up).isEqualTo(down);
    }

    /** All who stay, in the order in which the pages show them. */
    private List<String> walk(PartyFilter filter, PeopleSort sort, boolean backward) {
        List<String> met = new ArrayList<>();
        Optional<PartyAnchor> at = Optional.empty();
        boolean more = true;
        while (more) {
            Optional<PartyAnchor> from = at;
            PartyPage<PersonRow> page =
                    host.call(reader, () -> people.page(filter, sort, from, backward, PAGE));
            List<PersonRow> rows = backward ? page.rows().reversed() : page.rows();
            rows.stream()
                    .map(PersonRow::display)
                    .filter(name -> name.startsWith("Stay") && !name.endsWith("Moves"))
                    .forEach(met::add);
            more = page.more() && !rows.isEmpty();
            if (more) {
                PersonRow edge = rows.getLast();
                at = Optional.of(edge.anchor());
                host.run(editor, () -> edit(edge));
            }
        }
        return met;
    }

    /** Somebody comes, somebody is renamed, somebody goes: at the edge of the page if possible. */
    private void edit(PersonRow edge) {
        PersonProfile renamed = moving.remove(random.nextInt(moving.size()));
        moving.add(people.change(renamed.id(), renamed.version(), person("", name() + " Moves")));
        moving.add(people.add(person("", edge.display() + " Moves")));
        PersonProfile gone =
                moving.stream()
                        .filter(one -> one.id().equals(edge.id()))
                        .findFirst()
                        .orElseGet(() -> moving.get(random.nextInt(moving.size())));
        moving.remove(gone);
        people.delete(gone.id());
    }

    private String name() {
        return "Stay %03d".formatted(random.nextInt(100_000));
    }
}
