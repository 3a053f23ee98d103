package studio.backline.plugins.crm.importing.strange;

import static studio.backline.plugins.crm.SqlValues.number;
import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;

/** Keeps what is not understood, and what it means, inside the current transaction. */
public class StrangeWordStore {

    private final EntityManager entities;

    StrangeWordStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Counts words. */
    public void add(UUID batch, Kind kind, Map<Place, Long> words) {
        words.forEach(
                (place, rows) ->
                        query(
                                        """
                                        insert into import_strange_word as w
                                            (batch_id, kind, position, word, row_count)
                                        values (:batch, :kind, :position, :word, :rows)
                                        on conflict (workspace_id, batch_id, kind, position, word)
                                            do update set row_count = w.row_count + :rows
                                        """,
                                        batch)
                                .setParameter("kind", kind.name())
                                .setParameter("position", place.column())
                                .setParameter("word", place.text())
                                .setParameter("rows", rows)
                                .executeUpdate());
    }

    /** Forgets the words of an earlier run; what they mean is kept. */
    public void clear(UUID batch) {
        query("delete from import_strange_word where batch_id = :batch", batch).executeUpdate();
    }

    /** Forgets what was asked about, and not what is told of the import as well. */
    public void clearQuestions(UUID batch) {
        query(
                        """
                        delete from import_strange_word
                        where batch_id = :batch and kind <> :told
                        """,
                        batch)
                .setParameter("told", Kind.NOTHING.name())
                .executeUpdate();
    }

    /** Sets what words mean. */
    public void mean(UUID batch, Map<Place, Meaning> meanings) {
        query("delete from import_word_meaning where batch_id = :batch", batch).executeUpdate();
        meanings.forEach(
                (place, meaning) ->
                        query(
                                        """
                                        insert into import_word_meaning
                                            (batch_id, position, word, meaning)
                                        values (:batch, :position, :word, :meaning)
                                        """,
                                        batch)
                                .setParameter("position", place.column())
                                .setParameter("word", place.text())
                                .setParameter("meaning", meaning.name())
                                .executeUpdate());
    }

    /** What words mean, of those that somebody was asked about. */
    public Map<Place, Meaning> meanings(UUID batch) {
        Map<Place, Meaning> meanings = new HashMap<>();
        SqlValues.rows(
                        query(
                                        """
                                        select position, word, meaning from import_word_meaning
                                        where batch_id = :batch
                                        """,
                                        batch)
                                .getResultList())
                .forEach(
                        row ->
                                meanings.put(
                                        new Place((int) number(row[0]), text(row[1])),
                                        Meaning.valueOf(text(row[2]))));
        return meanings;
    }

    /** What the dry run did not understand. */
    public StrangeWords find(UUID batch) {
        Map<Place, Meaning> meanings = meanings(batch);
        return new StrangeWords(
                SqlValues.rows(
                                query(
                                                """
                                                select kind, position, word, row_count
                                                from import_strange_word where batch_id = :batch
                                                order by position, word = '', row_count desc, word
                                                """,
                                                batch)
                                        .getResultList())
                        .map(
                                row -> {
                                    Place place = new Place((int) number(row[1]), text(row[2]));
                                    return new StrangeWords.Word(
                                            Kind.valueOf(text(row[0])),
                                            place,
                                            number(row[3]),
                                            meanings.getOrDefault(place, Meaning.SILENT));
                                })
                        .toList());
    }

    private Query query(String sql, UUID batch) {
        return entities.createNativeQuery(sql).setParameter("batch", batch);
    }
}
