"""The works of bench/compare in PyTorch, each as fast as its users could make it: the data is one
resident tensor that batches are gathered from, the triplets of an epoch are drawn at once, and
nothing of Python runs per example.

    pytorch_peer.py WORK THREADS ROUNDS DATA

DATA is MNIST's folder, or for the work "dense" the file of features.

Prints "version V" and, for each round, "rate R": items of the work a second.
"""

import gzip
import os
import sys
import time

import numpy
import torch
from torch import nn

BATCH = 2048
MARGIN = 0.2
WARM_EPOCHS = 20
WARM_UPS = 5
WARM_SECONDS = 2
ROUND_SECONDS = 1


def read_mnist(folder):
    def read(name, header):
        path = os.path.join(folder, name)
        opened = open(path, "rb") if os.path.exists(path) else gzip.open(path + ".gz")
        with opened as file:
            return numpy.frombuffer(file.read(), numpy.uint8, offset=header)

    images = torch.from_numpy(read("train-images-idx3-ubyte", 16).reshape(-1, 784) / numpy.float32(255))
    return images, torch.from_numpy(read("train-labels-idx1-ubyte", 8).astype(numpy.int64))


class TripletsOfAnEpoch:
    """Each example once as the anchor, with a random positive and a random negative."""

    def __init__(self, labels):
        self.labels = labels
        self.counts = torch.bincount(labels)
        self.starts = self.counts.cumsum(0) - self.counts
        self.sorted = torch.argsort(labels, stable=True)
        self.place = torch.empty_like(self.sorted)
        self.place[self.sorted] = torch.arange(len(labels))

    def draw(self):
        anchors = torch.randperm(len(self.labels))
        label = self.labels[anchors]
        start, count = self.starts[label], self.counts[label]
        step = 1 + (torch.rand(len(anchors)) * (count - 1)).long()
        positives = self.sorted[start + (self.place[anchors] - start + step) % count]
        others = len(anchors) - count
        step = (torch.rand(len(anchors)) * others).long()
        negatives = self.sorted[(start + count + step) % len(anchors)]
        return torch.stack([anchors, positives, negatives])


def draw_as_the_notebook(labels):
    """Two searches through all labels for each triplet."""
    triplets = numpy.empty((3, BATCH), numpy.int64)
    for i in range(BATCH):
        anchor = numpy.random.randint(len(labels))
        triplets[0, i] = anchor
        triplets[1, i] = numpy.random.choice(numpy.where(labels == labels[anchor])[0])
        triplets[2, i] = numpy.random.choice(numpy.where(labels != labels[anchor])[0])
    return torch.from_numpy(triplets)


def classic_encoder():
    encoder = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 64), nn.Sigmoid())
    for layer in encoder:
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return encoder


def classic_step(encoder, optimizer, images, triplets):
    optimizer.zero_grad(set_to_none=True)
    anchor, positive, negative = encoder(images[triplets.reshape(-1)]).chunk(3)
    near = (anchor - positive).square().mean(1)
    far = (anchor - negative).square().mean(1)
    torch.relu(near - far + MARGIN).mean().backward()
    optimizer.step()


def adam(encoder):
    return torch.optim.Adam(encoder.parameters(), lr=0.001, eps=1e-7)


class ClassicTraining:
    def __init__(self, folder, notebook):
        self.images, self.labels = read_mnist(folder)
        self.encoder = classic_encoder()
        self.optimizer = adam(self.encoder)
        self.sampler = None if notebook else TripletsOfAnEpoch(self.labels)
        self.steps = len(self.labels) // BATCH

    def epoch(self):
        epoch = self.sampler and self.sampler.draw()
        for step in range(self.steps):
            if self.sampler:
                triplets = epoch[:, step * BATCH : (step + 1) * BATCH]
            else:
                triplets = draw_as_the_notebook(self.labels.numpy())
            classic_step(self.encoder, self.optimizer, self.images, triplets)


def classic(folder, rounds, notebook=False):
    training = ClassicTraining(folder, notebook)
    for _ in range(1 if notebook else WARM_EPOCHS):
        training.epoch()
    return timed_warm(rounds, training.steps * BATCH, training.epoch)


def classic_run(folder, notebook=False):
    training = ClassicTraining(folder, notebook)
    for _ in range(10):
        training.epoch()
    torch.save(training.encoder.state_dict(), os.devnull)


def embed(images, encoder, rounds, batch):
    encoder.eval()
    with torch.no_grad():
        return timed(rounds, len(images), lambda: [encoder(part) for part in images.split(batch)])


class UnitLength(nn.Module):
    def forward(self, x):
        return nn.functional.normalize(x)


def pml_mnist_encoder():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout(0.25),
        nn.Flatten(),
        nn.Linear(9216, 128),
    )


def conv_encoder():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 3),
        nn.ReLU(),
        nn.Flatten(),
        nn.Dropout(0.1),
        nn.Linear(1152, 64),
        UnitLength(),
    )


def as_pictures(folder):
    images, labels = read_mnist(folder)
    return images.reshape(-1, 1, 28, 28), labels


def pml_mnist(folder):
    """Semi-hard triplets of each batch by cosine similarity, found over all of its triplets at once."""
    images, labels = as_pictures(folder)
    encoder = pml_mnist_encoder().train()
    optimizer = torch.optim.Adam(encoder.parameters(), lr=0.01)
    start = time.perf_counter()
    for chosen in torch.randperm(len(labels)).split(256):
        optimizer.zero_grad(set_to_none=True)
        embedded = nn.functional.normalize(encoder(images[chosen]))
        similarity = embedded @ embedded.T
        with torch.no_grad():
            same = labels[chosen][:, None] == labels[chosen][None, :]
            positive = same & ~torch.eye(len(chosen), dtype=torch.bool)
            gap = similarity[:, :, None] - similarity[:, None, :]
            hard = (gap > 0) & (gap <= MARGIN) & positive[:, :, None] & ~same[:, None, :]
            anchor, near, far = torch.where(hard)
        losses = torch.relu(similarity[anchor, far] - similarity[anchor, near] + MARGIN)
        (losses.sum() / (losses > 0).sum().clamp_min(1)).backward()
        optimizer.step()
    return [len(labels) / (time.perf_counter() - start)]


def dense(file, rounds):
    classes, each, size = 64, 16, 512
    data = torch.from_numpy(numpy.fromfile(file, numpy.float32).reshape(-1, size))
    labels = torch.arange(len(data)) % classes
    members = torch.argsort(labels, stable=True).reshape(classes, -1)
    encoder = nn.Sequential(nn.Linear(size, 256), nn.ReLU(), nn.Linear(256, 128))
    optimizer = adam(encoder)
    batch_labels = torch.arange(classes).repeat_interleave(each)
    same = batch_labels[:, None] == batch_labels[None, :]

    def step():
        chosen = members[:, torch.randperm(members.shape[1])[:each]].reshape(-1)
        optimizer.zero_grad(set_to_none=True)
        embedded = nn.functional.normalize(encoder(data[chosen]))
        squared = (2 - 2 * embedded @ embedded.T).clamp_min(1e-12)
        distances = squared.sqrt()
        farthest = distances.masked_fill(~same, 0).amax(1)
        nearest = distances.masked_fill(same, 9).amin(1)
        losses = torch.relu(farthest - nearest + MARGIN)
        (losses.sum() / (losses > 0).sum().clamp_min(1)).backward()
        optimizer.step()

    steps = 40
    return timed(rounds, steps, lambda: [step() for _ in range(steps)])


def timed(rounds, items, work):
    begin = time.perf_counter()
    done = 0
    while done < WARM_UPS or time.perf_counter() - begin < WARM_SECONDS:
        work()
        done += 1
    return timed_warm(rounds, items, work)


def timed_warm(rounds, items, work):
    """A round repeats the work for ROUND_SECONDS or more."""
    rates = []
    for _ in range(rounds):
        start = time.perf_counter()
        done = elapsed = 0
        while elapsed < ROUND_SECONDS:
            work()
            done += items
            elapsed = time.perf_counter() - start
        rates.append(done / elapsed)
    return rates


def main(work, threads, rounds, data):
    torch.manual_seed(1)
    torch.set_num_threads(int(threads))
    print("version", torch.__version__)
    rounds = int(rounds)
    works = {
        "classic": lambda: classic(data, rounds),
        "classic-notebook": lambda: classic(data, rounds, notebook=True),
        "classic-run": lambda: classic_run(data),
        "classic-run-notebook": lambda: classic_run(data, notebook=True),
        "dense": lambda: dense(data, rounds),
        "embed": lambda: embed(read_mnist(data)[0], classic_encoder(), rounds, 4096),
        "pml-mnist": lambda: pml_mnist(data),
        "embed-pml-mnist": lambda: embed(
            as_pictures(data)[0][:10_000], pml_mnist_encoder(), rounds, 256
        ),
        "embed-conv": lambda: embed(as_pictures(data)[0][:10_000], conv_encoder(), rounds, 256),
    }
    for rate in works[work]() or []:
        print("rate", rate)


if __name__ == "__main__":
    main(*sys.argv[1:])
