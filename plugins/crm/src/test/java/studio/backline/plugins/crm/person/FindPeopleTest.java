package studio.backline.plugins.crm.person;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.plugins.crm.CrmHost.person;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.testkit.flat.FlatHost;

/** Short names, names without spaces, and searches of many words. */
class FindPeopleTest {

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();

    @BeforeEach
    void fill() {
        host.run(
                caller,
                () -> {
                    people.add(person("Bo", "Li"));
                    people.add(person("Lisa", "Bower", ContactPoint.mail("x@nowhere.example")));
                    people.add(person("Rabo", "Kali"));
                    people.add(person("", "李娜"));
                    people.add(person("小明", "王"));
                    people.add(person("철수", "김"));
                    people.add(person("Ян", "Ли"));
                    people.add(person("Vaqif", "Əliyev"));
                    people.add(person("Eoin", "O'Casey"));
                    people.add(person("Ada", "Gal·la"));
                    people.add(person("!!!", ""));
                    people.add(person("Mo", "🎸 %_"));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Bo|Lisa Bower,Bo Li",
                "b|Lisa Bower,Bo Li",
                "Li|Lisa Bower,Bo Li",
                "Bo Li|Lisa Bower,Bo Li",
                "li Bower|Lisa Bower",
                "B x|Lisa Bower",
                "李娜|李娜",
                "李|李娜",
                "娜|李娜",
                "王小明|小明 王",
                "小明|小明 王",
                "明|小明 王",
                "김철수|철수 김",
                "철수|철수 김",
                "Ян|Ян Ли",
                "abo|Rabo Kali",
                "eliyev|Vaqif Əliyev",
                "ƏLİYEV|Vaqif Əliyev",
                "OCasey|Eoin O'Casey",
                "O’Casey|Eoin O'Casey",
                "galla|Ada Gal·la",
                "!!!|!!!",
                "!!|!!!",
                "🎸|Mo 🎸 %_",
                "%_|Mo 🎸 %_",
                "%|Mo 🎸 %_",
                "???|\"\"",
                "zz|\"\"",
            })
    void oneAndTwoLettersAreTheBeginningOfAWordAndOneSignIsAnyPartOfItsWord(
            String typed, String found) {
        List<String> names = found.isEmpty() ? List.of() : List.of(found.split(","));
        host.run(
                caller,
                () -> {
                    assertThat(found(typed)).containsExactlyInAnyOrderElementsOf(names);
                    assertThat(people.count(PartyFilter.search(typed))).isEqualTo(names.size());
                    PartyFilter fans =
                            new PartyFilter(typed, Optional.of(PartyRole.FAN), Optional.empty());
                    assertThat(found(fans)).containsExactlyInAnyOrderElementsOf(names);
                    assertThat(people.count(fans)).isEqualTo(names.size());
                });
    }

    @Test
    void ofManyWordsNoneIsLeftOut() {
        String all = words(1, 14);
        host.run(
                caller,
                () -> {
                    people.add(person("Long", all));
                    assertThat(found(all)).containsExactly("Long " + all);
                    assertThat(found(all + " lo")).containsExactly("Long " + all);
                    for (String missing : List.of("nowhere", "zq", "ng")) {
                        assertThat(found(all + " " + missing)).as(missing).isEmpty();
                    }
                });
    }

    private static String words(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj("word%02d"::formatted)
                .collect(Collectors.joining(" "));
    }

    private List<String> found(String words) {
        return found(PartyFilter.search(words));
    }

    private List<String> found(PartyFilter filter) {
        return people.page(filter, PeopleSort.NAME, Optional.empty(), false, 50).rows().stream()
                .map(PersonRow::display)
                .toList();
    }
}
