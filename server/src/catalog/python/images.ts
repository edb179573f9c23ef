import type { CatalogEntry } from '../entry.ts';

/** Readers of images and sounds, one file or a folder of them: OpenCV, Pillow, torchvision, Keras, librosa. */
export const images: readonly CatalogEntry[] = [
  {
    call: ['torchvision.datasets.ImageFolder', '*.ImageFolder', 'torchvision.datasets.DatasetFolder'],
    does: { kind: 'reads', from: [0, 'root'], gives: 'units' },
  },
  {
    call: ['*.image_dataset_from_directory', '*.flow_from_directory', '*.audio_dataset_from_directory'],
    does: { kind: 'reads', from: [0, 'directory'], gives: 'units' },
  },
  {
    call: [
      'cv2.imread',
      'PIL.Image.open',
      'skimage.io.imread',
      'imageio.imread',
      'matplotlib.image.imread',
      'matplotlib.pyplot.imread',
      'librosa.load',
      'soundfile.read',
      '*.load_img',
    ],
    does: { kind: 'reads', from: [0, 'path'], gives: 'units' },
  },
  {
    call: [
      'cv2.resize',
      'cv2.cvtColor',
      'cv2.GaussianBlur',
      'cv2.equalizeHist',
      'cv2.normalize',
      'skimage.transform.resize',
      'numpy.expand_dims',
      'numpy.transpose',
      'numpy.stack',
      'tensorflow.image.resize',
      '*.img_to_array',
      '*.to_categorical',
      '*.preprocess_input',
    ],
    does: { kind: 'passes', from: 0 },
  },
];
