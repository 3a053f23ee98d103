package studio.backline.testkit.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One Java file as javac's syntax tree, parsed only: rules about what is written, not about what it
 * compiles to.
 */
record SourceFile(Path path, String text, CompilationUnitTree unit, SourcePositions positions) {

    static List<SourceFile> readAll(Path folder) {
        List<Path> paths = javaFilesBelow(folder);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            if (paths.isEmpty()) {
                return List.of();
            }
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    diagnostic -> {},
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> found = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().toUri());
                found.add(new SourceFile(path, Files.readString(path), unit, positions));
            }
            return List.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sources below " + folder, e);
        }
    }

    private static List<Path> javaFilesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the sources below " + folder, e);
        }
    }

    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    /** The file's name without {@code .java}. */
    String simpleName() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - ".java".length());
    }

    /** Package and file name: how violations name the file. */
    String qualifiedName() {
        return packageName() + "." + simpleName();
    }

    int lines() {
        return (int) text.lines().count();
    }

    long lineOf(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    long lastLineOf(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }

    /** The types that stand in the file itself, not inside another. */
    List<ClassTree> topLevelTypes() {
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList();
    }
}
