package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Pictures of the window, made by the program itself; works without a display. */
public final class Snapshots {
    private Snapshots() {}

    /**
     * Saves what the scene shows as a PNG, one pixel for one. On the JavaFX thread.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public static void save(Scene scene, Path png) {
        write(scene.snapshot(null), png);
    }

    /** The same of a part of what it shows, in the size that the part has. */
    public static void save(Node part, Path png) {
        write(part.snapshot(null, null), png);
    }

    private static void write(WritableImage picture, Path png) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
            ImageIO.write(copy, "png", png.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(Messages.text("window.snapshots.the-picture-could-not-be", png), e);
        }
    }
}
