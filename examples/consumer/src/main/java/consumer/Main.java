package consumer;

/** Runs all examples. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println(
        "On the " + (Main.class.getModule().isNamed() ? "module" : "class") + " path");
    float[][] points = Points.aroundCorners();
    int[] classes = Points.classes();
    System.out.println(TrainAndEmbed.embed(points, classes).length + " embeddings");
  }
}
