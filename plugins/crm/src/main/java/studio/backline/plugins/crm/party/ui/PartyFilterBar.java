package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.FilterSentence;
import studio.backline.screens.TokenButton;
import studio.backline.screens.keys.SearchField;

/** Who is shown and in which order, as a sentence; beside it the search. */
public final class PartyFilterBar extends Div {

    private final CrmWords words;
    private final String key;
    private final Consumer<PartyFilter> filtered;
    private final SearchField search;
    private final TokenButton<Optional<PartyRole>> role;
    private final TokenButton<Optional<Tag>> tag;
    private final List<Optional<Tag>> tags;

    /**
     * @param key of the texts: {@code sentence}, {@code search}, {@code role.…} behind it
     * @param filtered is told of each choice
     * @param more what stands at the end of the sentence
     */
    public PartyFilterBar(
            CrmWords words,
            String key,
            TagService tags,
            Consumer<PartyFilter> filtered,
            TokenButton<?>... more) {
        this.words = words;
        this.key = key;
        this.filtered = filtered;
        this.tags = choices(tags.all().stream());
        addClassName("bl-toolbar");
        role =
                new TokenButton<>(
                        words.get("crm.people.filter.role"),
                        choices(Stream.of(PartyRole.values())),
                        this::roleWords,
                        choice -> tell());
        tag =
                new TokenButton<>(
                        words.get("crm.people.filter.tag"),
                        this.tags,
                        this::tagWords,
                        choice -> tell());
        role.setChoice(Optional.empty());
        tag.setChoice(Optional.empty());
        search = new SearchField(words.get(key + "search"));
        search.addValueChangeListener(change -> tell());
        FilterSentence sentence =
                new FilterSentence().words(words.get(key + "sentence")).token(role).token(tag);
        Stream.of(more).forEach(sentence::token);
        add(sentence, search);
    }

    /** Lets everybody through. */
    public void clear() {
        show(PartyFilter.ALL);
    }

    /** Lets these through; a tag that is gone by now is left out. */
    public void show(PartyFilter filter) {
        role.setChoice(filter.role());
        tag.setChoice(
                tags.stream()
                        .filter(choice -> choice.map(Tag::id).equals(filter.tag()))
                        .findFirst()
                        .orElse(Optional.empty()));
        search.setValue(filter.search());
        tell();
    }

    private void tell() {
        filtered.accept(
                new PartyFilter(search.getValue(), role.choice(), tag.choice().map(Tag::id)));
    }

    private static <T> List<Optional<T>> choices(Stream<T> values) {
        return Stream.concat(Stream.of(Optional.<T>empty()), values.map(Optional::of)).toList();
    }

    private String roleWords(Optional<PartyRole> value) {
        return words.get(key + "role." + value.map(PartyRole::code).orElse("any"));
    }

    private String tagWords(Optional<Tag> value) {
        return value.map(chosen -> words.get("crm.people.tag", chosen.name()))
                .orElseGet(() -> words.get("crm.people.tag.any"));
    }
}
