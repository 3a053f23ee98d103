package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.person.PeopleFilter;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.FilterSentence;
import studio.backline.screens.TokenButton;
import studio.backline.screens.keys.SearchField;

/** Who is shown and in which order, as a sentence; beside it the search. */
final class PeopleFilterBar extends Div {

    private final CrmWords words;
    private final Consumer<PeopleFilter> filtered;
    private final SearchField search;
    private final TokenButton<Optional<PartyRole>> role;
    private final TokenButton<Optional<Tag>> tag;
    private final TokenButton<PeopleSort> sort;

    PeopleFilterBar(
            CrmWords words,
            TagService tags,
            Consumer<PeopleFilter> filtered,
            Consumer<PeopleSort> sorted) {
        this.words = words;
        this.filtered = filtered;
        addClassName("bl-toolbar");
        role =
                new TokenButton<>(
                        words.get("crm.people.filter.role"),
                        roleChoices(),
                        this::roleWords,
                        choice -> tell());
        tag =
                new TokenButton<>(
                        words.get("crm.people.filter.tag"),
                        tagChoices(tags),
                        this::tagWords,
                        choice -> tell());
        sort =
                new TokenButton<>(
                        words.get("crm.people.filter.sort"),
                        List.of(PeopleSort.values()),
                        this::sortWords,
                        sorted);
        role.setChoice(Optional.empty());
        tag.setChoice(Optional.empty());
        sort.setChoice(PeopleSort.NAME);
        search = new SearchField(words.get("crm.people.search"));
        search.addValueChangeListener(change -> tell());
        add(sentence(), search);
    }

    void showSort(PeopleSort choice) {
        sort.setChoice(choice);
    }

    void clear() {
        role.setChoice(Optional.empty());
        tag.setChoice(Optional.empty());
        search.clear();
        tell();
    }

    private Component sentence() {
        return new FilterSentence()
                .words(words.get("crm.people.sentence"))
                .token(role)
                .token(tag)
                .token(sort);
    }

    private void tell() {
        filtered.accept(
                new PeopleFilter(search.getValue(), role.choice(), tag.choice().map(Tag::id)));
    }

    private static List<Optional<PartyRole>> roleChoices() {
        List<Optional<PartyRole>> choices = new ArrayList<>(List.of(Optional.empty()));
        for (PartyRole value : PartyRole.values()) {
            choices.add(Optional.of(value));
        }
        return choices;
    }

    private static List<Optional<Tag>> tagChoices(TagService tags) {
        List<Optional<Tag>> choices = new ArrayList<>(List.of(Optional.empty()));
        tags.all().forEach(value -> choices.add(Optional.of(value)));
        return choices;
    }

    private String roleWords(Optional<PartyRole> value) {
        return words.get("crm.people.role." + value.map(PartyRole::code).orElse("any"));
    }

    private String tagWords(Optional<Tag> value) {
        return value.map(chosen -> words.get("crm.people.tag", chosen.name()))
                .orElseGet(() -> words.get("crm.people.tag.any"));
    }

    private String sortWords(PeopleSort value) {
        return words.get("crm.people.sort." + value.name().toLowerCase(Locale.ROOT));
    }
}
