package io.tercet.image;

import io.tercet.data.Dataset;
import io.tercet.data.Preprocessing;
import io.tercet.tensor.Seed;
import java.util.List;

/** A data set of augmented images, the same for each read: for inspection. */
public final class AugmentedDataset implements Dataset {
  private final Dataset dataset;
  private final Augmenter augmenter;
  private final Seed seed;

  /**
   * Augments the images of {@code dataset} by draws from the seed's stream "augmentation".
   *
   * @param dataset images
   * @param augmentation the random changes of each image
   * @param seed of all draws
   */
  public AugmentedDataset(Dataset dataset, Augmentation augmentation, Seed seed) {
    this.dataset = dataset;
    this.augmenter = new Augmenter(augmentation, dataset.shape());
    this.seed = seed;
  }

  @Override
  public int size() {
    return dataset.size();
  }

  @Override
  public List<Integer> shape() {
    return dataset.shape();
  }

  @Override
  public List<String> classNames() {
    return dataset.classNames();
  }

  @Override
  public int label(int index) {
    return dataset.label(index);
  }

  @Override
  public String id(int index) {
    return dataset.id(index);
  }

  @Override
  public int group(int index) {
    return dataset.group(index);
  }

  @Override
  public Preprocessing preprocessing() {
    return dataset.preprocessing();
  }

  @Override
  public void read(int index, float[] destination, int offset) {
    float[] image = new float[features()];
    dataset.read(index, image, 0);
    augmenter.apply(image, destination, offset, 0, seed.stream("augmentation", index));
  }
}
