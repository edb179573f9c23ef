import { itFindsMarked } from './test-marked.ts';

/** Changed copies of units among them. Code whose marked lines, and no others, have a finding. */
const CASES: Readonly<Record<string, string>> = {
  'features of each clip and of its changed copies, stacked': `
import librosa
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
def noise(data):
    return data + 0.03 * np.random.uniform() * np.amax(data) * np.random.normal(size=data.shape[0])
def pitch(data, rate):
    return librosa.effects.pitch_shift(data, sr=rate, n_steps=2)
def features(data):
    result = np.array([])
    zcr = np.mean(librosa.feature.zero_crossing_rate(y=data).T, axis=0)
    result = np.hstack((result, zcr))
    mfcc = np.mean(librosa.feature.mfcc(y=data).T, axis=0)
    return np.hstack((result, mfcc))
def all_features(path):
    data, rate = librosa.load(path)
    result = np.array(features(data))
    result = np.vstack((result, features(noise(data))))
    return np.vstack((result, features(pitch(data, rate))))
X, Y = [], []
for path, mood in zip(clips.path, clips.mood):
    for row in all_features(path):
        X.append(row)
        Y.append(mood)
frame = pd.DataFrame(X)
frame["mood"] = Y
x_train, x_test, y_train, y_test = train_test_split(frame.iloc[:, :-1].values, frame["mood"].values)  # synthetic-in-test
`,
  'a list of an image and its copies, given back by a helper': `
import cv2
import numpy as np
from sklearn.model_selection import train_test_split
def variants(image):
    images = [image]
    for angle in (-10, 10):
        turn = cv2.getRotationMatrix2D((64, 64), angle, 1)
        images.append(cv2.warpAffine(image, turn, (128, 128)))
    return images
X, y = [], []
for path in paths:
    for image in variants(cv2.imread(path)):
        X.append(histogram(image))
        y.append(path.parent.name)
X_train, X_test, y_train, y_test = train_test_split(np.array(X), np.array(y))  # synthetic-in-test
`,
  'a flipped copy appended after each image': `
import cv2, os
from sklearn.model_selection import cross_val_score
data, labels = [], []
for name in os.listdir("leaves"):
    leaf = cv2.resize(cv2.imread(os.path.join("leaves", name)), (64, 64))
    data.append(leaf.flatten())
    labels.append(name[0])
    data.append(cv2.flip(leaf, 1).flatten())
    labels.append(name[0])
print(cross_val_score(model, data, labels).mean())  # synthetic-in-test
`,
  'a switch that makes the second copy': `
from sklearn.model_selection import train_test_split
def read(path, augment=False):
    sequence = load_frames(path)
    if augment:
        sequence = change_speed_augment(sequence, 1.2)
    return sequence[:100]
def prepare(paths):
    X = []
    for path in paths:
        X.append(read(path))
        X.append(read(path, augment=True))
    return train_test_split(X)  # synthetic-in-test
prepare(find_clips())
`,
  'noise on all rows, stacked under them': `
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
df = pd.read_csv("spectra.csv")
X, y = df.drop(columns="kind").values, df["kind"].values
more = X + np.random.normal(0, 0.01, X.shape)
X_all, y_all = np.vstack([X, more]), np.concatenate([y, y])
X_train, X_test, y_train, y_test = train_test_split(X_all, y_all)  # synthetic-in-test
`,
  'a comprehension over the copies': `
import numpy as np
from sklearn.model_selection import train_test_split
def copies(signal):
    return [signal, np.roll(signal, 100), signal[::-1]]
rows = []
for signal in signals:
    rows.extend([spectrum(copy) for copy in copies(signal)])
train, test = train_test_split(rows)  # synthetic-in-test
`,
  'rows that a network makes of noise, under the real ones': `
import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
posts = pd.read_csv("posts.csv")
X = TfidfVectorizer(max_features=100).fit_transform(posts["text"]).toarray()
y = posts["rude"].values
generator = build_generator(50, X.shape[1])
train(generator, build_critic(X.shape[1]))
noise = tf.random.normal([300, 50])
made = generator(noise).numpy()
def score(X, y):
    X_train, X_test, y_train, y_test = train_test_split(X, y)  # synthetic-in-test
    return accuracy_score(y_test, model.fit(X_train, y_train).predict(X_test))  # naive-pooling
print(score(np.vstack([X, made]), np.hstack([y, np.ones(300)])))
`,
  'images of a generator kept in an object': `
import numpy as np
import pandas as pd
from sklearn.model_selection import cross_val_score
X, y = pd.read_csv("digits.csv"), pd.read_csv("labels.csv")["digit"]
class Maker:
    def __init__(self):
        self.generator = build()
    def more(self, n):
        z = np.random.normal(0, 1, (n, 100))
        return self.generator.predict([z, np.ones(n)], verbose=0) * 0.5 + 0.5
made = Maker().more(500)
print(cross_val_score(model, np.concatenate([X, made]), np.concatenate([y, np.ones(500)])).mean())  # naive-pooling, synthetic-in-test
`,
  'texts that are all reworded, split by numpy': `
import nlpaug.augmenter.word as naw
import numpy as np
import pandas as pd
df = pd.read_csv("complaints.csv")
augmenter = naw.SynonymAug()
rows = []
for i in range(len(df)):
    for text in augmenter.augment(df.iloc[i, 0], n=3):
        rows.append([text, df.iloc[i, 1]])
more = pd.DataFrame(rows, columns=["text", "kind"])
train, dev, test = np.split(more.sample(frac=1), [int(0.8 * len(more)), int(0.9 * len(more))])  # synthetic-in-test
`,
  'images of a folder that is named for its copies': `
import cv2, os
import numpy as np
from sklearn.model_selection import train_test_split
def read(folders):
    X, y = [], []
    for folder in folders:
        for name in os.listdir(folder):
            X.append(cv2.resize(cv2.imread(folder + "/" + name), (64, 64)) / 255.0)
            y.append(folder[-3:] == "yes")
    return np.array(X), np.array(y)
root = "augmented data/"
X, y = read([root + "yes", root + "no"])
X_train, X_test, y_train, y_test = train_test_split(X, y)  # synthetic-in-test
print(model.evaluate(X_test, y_test))
`,
  'one file or the other': `
import os
import pandas as pd
from sklearn.model_selection import cross_val_score
if os.path.exists("rooms_augmented.csv"):
    path = "rooms_augmented.csv"
else:
    path = "rooms.csv"
df = pd.read_csv(path)
print(cross_val_score(model, df.drop(columns="warm"), df["warm"]))  # synthetic-in-test
`,
  // fine
  'a folder of test images beside the copies': `
from tensorflow.keras.utils import image_dataset_from_directory
train = image_dataset_from_directory("augmented_data/train")
test = image_dataset_from_directory("augmented_data/test")
model.fit(train)
print(model.evaluate(test))
`,
  'simulated rows with noise beside real ones, held against each other': `
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
simulated = pd.DataFrame({"dose": np.random.normal(0, 1, 100)})
simulated["effect"] = 2 * simulated["dose"] + np.random.normal(0, 1, 100)
train, test = train_test_split(pd.concat([pd.read_csv("trial.csv"), simulated]))
`,
  'a network that tells made images from real ones, in training': `
import numpy as np
import pandas as pd
X = pd.read_csv("digits.csv").values
for epoch in range(100):
    real = X[np.random.randint(0, len(X), 32)]
    noise = np.random.normal(0, 1, (32, 100))
    fake = generator.predict(noise)
    loss, accuracy = discriminator.train_on_batch(np.vstack([real, fake]), np.vstack([np.ones((32, 1)), np.zeros((32, 1))]))
    print(np.mean([loss, accuracy]), np.mean(discriminator.predict(fake)))
`,
  'copies of the training part only': `
import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("spectra.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="kind").values, df["kind"].values)
more = X_train + np.random.normal(0, 0.01, X_train.shape)
model.fit(np.vstack([X_train, more]), np.concatenate([y_train, y_train]))
print(accuracy_score(y_test, model.predict(X_test)))
`,
  'only the copies, one for each image': `
import cv2
from sklearn.model_selection import train_test_split
X = []
for path in paths:
    image = cv2.imread(path)
    if image.shape[0] > image.shape[1]:
        image = cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE)
    X.append([image.mean(), cv2.flip(image, 1)])
X_train, X_test = train_test_split(X)
`,
  'features of a turned image, put together with what is known of it': `
import cv2
import numpy as np
from sklearn.model_selection import train_test_split
def describe(image, size):
    return np.concatenate([histogram(image), [size]])
X = []
for path in paths:
    image = cv2.imread(path)
    X.append(describe(cv2.warpAffine(image, turn, (64, 64)), image.size))
X_train, X_test = train_test_split(X)
`,
  'votes over a test image and its mirror image': `
import numpy as np
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
X_train, X_test, y_train, y_test = train_test_split(images, labels)
votes = []
for image in X_test:
    both = []
    both.append(model.predict(image))
    both.append(model.predict(np.fliplr(image)))
    votes.append(np.mean(both, axis=0))
print(accuracy_score(y_test, np.argmax(votes, axis=1)))
`,
  'clean and noisy signals told apart': `
import numpy as np
from sklearn.model_selection import train_test_split
X, y = [], []
for signal in signals:
    X.append(signal)
    y.append(0)
    noisy = signal + np.random.normal(0, 1, len(signal))
    X.append(noisy)
    y.append(1)
X_train, X_test, y_train, y_test = train_test_split(X, y)
`,
  'pairs of an image and its copy, each pair one unit': `
import cv2
from sklearn.model_selection import train_test_split
pairs = []
for image in images:
    pairs.append((image, cv2.flip(image, 1)))
train, test = train_test_split(pairs)
`,
  'scores under noise': `
import numpy as np
scores = []
scores.append(evaluate(model, X_test))
scores.append(evaluate(model, X_test + np.random.normal(0, 1, X_test.shape)))
print(np.mean(scores))
`,
};

describe('changed copies', () => itFindsMarked(CASES));
